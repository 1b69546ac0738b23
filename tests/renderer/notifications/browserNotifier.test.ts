import { describe, expect, it } from 'vitest';
import { createAttention } from '#renderer/notifications/browser/attention.ts';
import { createBrowserNotifier } from '#renderer/notifications/browser/browserNotifier.ts';
import { changeChoices, readChoices } from '#renderer/notifications/browser/choices.ts';
import { createBook } from '#shared/notifications/book.ts';
import type { SystemNotification } from '#shared/notifications/notices.ts';
import { createManualTimers } from '#tests/renderer/client/manualTimers.ts';
import { createTabsOfOnePerson } from '#tests/renderer/client/outbox/tabsOfOnePerson.ts';

// Web Locks are Node's own (navigator.locks), as real as a browser's.
let made = 0;

function givenStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

/** A browser in which one person opens tabs of the console. */
function givenBrowser() {
  const enterTabs = createTabsOfOnePerson();
  const storage = givenStorage();
  const name = `attended ${String((made += 1))}`;
  const timers = createManualTimers();
  const log: string[] = [];

  let shown: unknown = null;
  const book = createBook({ read: () => shown, write: (value) => (shown = value) });
  let ids = 0;
  const access = { is: 'granted' as 'granted' | 'denied' };

  const openTab = (tab: string) => {
    let isFocused = false;
    const focusListeners = new Set<() => void>();
    let leave = (): void => undefined;
    const clicks = new Map<string, () => void>();
    const notifier = createBrowserNotifier({
      isSupported: () => true,
      after: timers.after,
      choices: () => readChoices(storage),
      access: () => access.is,
      watchAccess: () => () => undefined,
      book,
      keepPushed: (keys) => log.push(`${tab} keeps ${keys.join()} of what was pushed`),
      attention: createAttention({
        locks: navigator.locks,
        name,
        hasFocus: () => isFocused,
        watchFocus(changed) {
          focusListeners.add(changed);
          return () => focusListeners.delete(changed);
        },
      }),
      enterTabs,
      focus: () => log.push(`${tab} comes to the front`),
      onLeave(left) {
        leave = left;
        return () => undefined;
      },
      create: ({ title, body }): SystemNotification => {
        const listeners = new Map<string, () => void>();
        return {
          on: (event, listener) => {
            listeners.set(event, listener);
            if (event === 'click') clicks.set(title, listener);
          },
          show: () => {
            log.push(`${tab} shows ${title}: ${body}`);
            listeners.get('show')?.();
          },
          close: () => log.push(`${tab} takes ${title} away`),
        };
      },
    });
    return {
      notifier,
      start: () => notifier.start(),
      /** As the server has it: what is told once more is another delivery. */
      tell: (key: string, body = 'Hello') => notifier.notify({ key, ids: [String((ids += 1))], title: key, body }),
      again: (key: string) => notifier.notify({ key, ids: [String(ids)], title: key, body: 'Again' }),
      click: (title: string) => clicks.get(title)?.(),
      leave: () => leave(),
      setFocus: (focused: boolean) => {
        isFocused = focused;
        for (const changed of focusListeners) changed();
      },
    };
  };
  return { openTab, log, storage, access };
}

/** Every lock that was asked for has been given or refused. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('notices in a browser', () => {
  it('are for one tab to show, and for the next when that ends', async () => {
    const { openTab } = givenBrowser();
    const [first, second] = [openTab('first'), openTab('second')];
    const leading: string[] = [];
    first.notifier.onLeading(() => leading.push('first'));
    second.notifier.onLeading(() => leading.push('second'));
    const end = first.start();
    second.start();
    await settled();
    expect(leading).toEqual(['first']);
    end();
    await settled();
    expect(leading).toEqual(['first', 'second']);
  });

  it('are each shown once, whichever tab is given one again', async () => {
    const { openTab, log } = givenBrowser();
    const [first, second] = [openTab('first'), openTab('second')];
    const end = first.start();
    expect(await first.tell('one')).toEqual({ outcome: 'shown' });
    end();
    second.start();
    expect(await second.again('one')).toEqual({ outcome: 'shown' });
    expect(log.filter((line) => line.includes('shows'))).toEqual(['first shows one: Hello']);
  });

  it('say what this browser can show, and what was chosen in it', async () => {
    const { openTab, access, storage } = givenBrowser();
    const { notifier } = openTab('tab');
    expect(await notifier.ability()).toBe('granted');
    changeChoices(storage, { notifications: false });
    expect(await notifier.ability()).toBe('off');
    access.is = 'denied';
    expect(await notifier.ability()).toBe('denied');
  });

  it('are not shown while any tab has the focus, and again when it has lost it', async () => {
    const { openTab, log } = givenBrowser();
    const [leader, other] = [openTab('leader'), openTab('other')];
    leader.start();
    const endOther = other.start();
    for (const tab of [leader, other]) {
      tab.setFocus(true);
      await settled();
      expect(await leader.tell('seen')).toEqual({ outcome: 'attended' });
      await settled();
      tab.setFocus(false);
      await settled();
    }
    expect(log).toEqual([]);
    void leader.tell('unseen');
    await settled();
    expect(log).toEqual(['leader shows unseen: Hello']);

    // A tab that ends with the focus attends to nothing any more.
    other.setFocus(true);
    await settled();
    endOther();
    await settled();
    void leader.tell('later');
    await settled();
    expect(log).toContain('leader shows later: Hello');
  });

  it('that come at once are all shown', async () => {
    const { openTab, log } = givenBrowser();
    const tab = openTab('tab');
    tab.start();
    for (const conversation of ['one', 'two', 'three']) void tab.tell(conversation);
    await settled();
    expect(log).toEqual(['tab shows one: Hello', 'tab shows two: Hello', 'tab shows three: Hello']);
  });

  it('bring their tab to the front by a click, with what they are about', async () => {
    const { openTab, log } = givenBrowser();
    const tab = openTab('tab');
    tab.start();
    const opened: string[] = [];
    tab.notifier.onNoticeClick(({ key }) => opened.push(key));
    void tab.tell('one');
    await settled();
    tab.click('one');
    expect(opened).toEqual(['one']);
    expect(log).toContain('tab comes to the front');
  });

  it('are taken away, also while it is being found out whether somebody looks', async () => {
    const { openTab, log } = givenBrowser();
    const tab = openTab('tab');
    tab.start();
    void tab.tell('one');
    tab.notifier.keepOnly([]);
    await settled();
    expect(log).toEqual(['tab keeps  of what was pushed']);
    tab.notifier.keepOnly(['one']);
    log.length = 0;
    void tab.tell('one');
    await settled();
    tab.notifier.keepOnly([]);
    expect(log).toEqual(['tab shows one: Hello', 'tab takes one away', 'tab keeps  of what was pushed']);
  });

  it('go with the page and with the session', async () => {
    const { openTab, log } = givenBrowser();
    const tab = openTab('tab');
    const end = tab.start();
    void tab.tell('one');
    await settled();
    tab.leave();
    void tab.tell('two');
    await settled();
    log.length = 0;
    end();
    expect(log).toEqual(['tab takes two away']);
    void tab.tell('three');
    await settled();
    expect(log).toHaveLength(1);
  });

  it('heed at once what was chosen, in whichever tab', async () => {
    const { openTab, log, storage } = givenBrowser();
    const tab = openTab('tab');
    tab.start();
    changeChoices(storage, { showsText: false });
    void tab.tell('one');
    await settled();
    changeChoices(storage, { notifications: false });
    void tab.tell('two');
    await settled();
    expect(log).toEqual(['tab shows one: ']);
  });
});

describe('what was chosen in this browser', () => {
  it('survives the page', () => {
    const storage = givenStorage();
    expect(changeChoices(storage, { showsText: false })).toEqual({
      notifications: true,
      showsText: false,
      sound: true,
    });
    expect(changeChoices(storage, { notifications: false })).toEqual({
      notifications: false,
      showsText: false,
      sound: true,
    });
    expect(readChoices(storage)).toEqual({ notifications: false, showsText: false, sound: true });
  });

  it.each(['', '{"notifications":', '7', 'null', '{"notifications":"no","showsText":0,"sound":null}'])(
    'is the usual when the storage holds %j',
    (content) => {
      const storage = givenStorage();
      storage.setItem('optimaliq.notices', content);
      expect(readChoices(storage)).toEqual({ notifications: true, showsText: true, sound: true });
    },
  );
});

it('without Web Locks a tab knows of its own focus', async () => {
  const focus = { isThere: true };
  const options = { name: 'alone', hasFocus: () => focus.isThere, watchFocus: () => () => undefined };
  const attention = createAttention({ ...options, locks: null });
  const end = attention.start();
  expect(await attention.isAttended()).toBe(true);
  focus.isThere = false;
  expect(await attention.isAttended()).toBe(false);
  end();
});
