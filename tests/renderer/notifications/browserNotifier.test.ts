import { describe, expect, it } from 'vitest';
import { createAttention } from '#renderer/notifications/browser/attention.ts';
import { createBrowserNotifier } from '#renderer/notifications/browser/browserNotifier.ts';
import { changeChoices, readChoices } from '#renderer/notifications/browser/choices.ts';
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

  const openTab = (tab: string) => {
    let isFocused = false;
    const focusListeners = new Set<() => void>();
    let leave = (): void => undefined;
    const clicks = new Map<string, () => void>();
    const notifier = createBrowserNotifier({
      isSupported: () => true,
      after: timers.after,
      choices: () => readChoices(storage),
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
      setBadge: (count) => log.push(`${tab} badge ${String(count)}`),
      onLeave(left) {
        leave = left;
        return () => undefined;
      },
      create: ({ title, body }): SystemNotification => ({
        on: (event, listener) => event === 'click' && clicks.set(title, listener),
        show: () => log.push(`${tab} shows ${title}: ${body}`),
        close: () => log.push(`${tab} takes ${title} away`),
      }),
    });
    return {
      notifier,
      start: () => notifier.start(),
      tell: (conversationId: string, body = 'Hello') => {
        notifier.notify({ conversationId, title: conversationId, body });
      },
      click: (title: string) => clicks.get(title)?.(),
      leave: () => leave(),
      setFocus: (focused: boolean) => {
        isFocused = focused;
        for (const changed of focusListeners) changed();
      },
    };
  };
  return { openTab, log, storage };
}

/** Every lock that was asked for has been given or refused. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('notices in a browser', () => {
  it('are shown by one tab, and by the next when that ends', async () => {
    const { openTab, log } = givenBrowser();
    const [first, second] = [openTab('first'), openTab('second')];
    const end = first.start();
    second.start();
    for (const tab of [first, second]) tab.tell('one');
    await settled();
    expect(log).toEqual(['first shows one: Hello']);
    end();
    log.length = 0;
    for (const tab of [first, second]) tab.tell('two');
    await settled();
    expect(log).toEqual(['second shows two: Hello']);
  });

  it('are not shown while any tab has the focus, and again when it has lost it', async () => {
    const { openTab, log } = givenBrowser();
    const [leader, other] = [openTab('leader'), openTab('other')];
    leader.start();
    const endOther = other.start();
    for (const tab of [leader, other]) {
      tab.setFocus(true);
      await settled();
      leader.tell('seen');
      await settled();
      tab.setFocus(false);
      await settled();
    }
    expect(log).toEqual([]);
    leader.tell('unseen');
    await settled();
    expect(log).toEqual(['leader shows unseen: Hello']);

    // A tab that ends with the focus attends to nothing any more.
    other.setFocus(true);
    await settled();
    endOther();
    await settled();
    leader.tell('later');
    await settled();
    expect(log).toContain('leader shows later: Hello');
  });

  it('of several conversations at once are all shown', async () => {
    const { openTab, log } = givenBrowser();
    const tab = openTab('tab');
    tab.start();
    for (const conversation of ['one', 'two', 'three']) tab.tell(conversation);
    await settled();
    expect(log).toEqual(['tab shows one: Hello', 'tab shows two: Hello', 'tab shows three: Hello']);
  });

  it('bring their tab to the front by a click, with the conversation', async () => {
    const { openTab, log } = givenBrowser();
    const tab = openTab('tab');
    tab.start();
    const opened: string[] = [];
    tab.notifier.onOpenConversation((id) => opened.push(id));
    tab.tell('one');
    await settled();
    tab.click('one');
    expect(opened).toEqual(['one']);
    expect(log).toContain('tab comes to the front');
  });

  it('are withdrawn, also while it is being found out whether somebody looks', async () => {
    const { openTab, log } = givenBrowser();
    const tab = openTab('tab');
    tab.start();
    tab.tell('one');
    tab.notifier.withdraw('one');
    await settled();
    expect(log).toEqual([]);
    tab.tell('one');
    tab.tell('one', 'Still there?');
    await settled();
    tab.notifier.withdraw('one');
    expect(log).toEqual(['tab shows one: Still there?', 'tab takes one away']);
  });

  it('go with the page and with the session, and so does the count', async () => {
    const { openTab, log } = givenBrowser();
    const tab = openTab('tab');
    const end = tab.start();
    tab.tell('one');
    await settled();
    tab.leave();
    tab.tell('two');
    await settled();
    tab.notifier.setUnread(2);
    log.length = 0;
    end();
    expect(log).toEqual(['tab takes two away', 'tab badge 0']);
    tab.tell('three');
    await settled();
    expect(log).toHaveLength(2);
  });

  it('heed at once what was chosen, in whichever tab', async () => {
    const { openTab, log, storage } = givenBrowser();
    const tab = openTab('tab');
    tab.start();
    changeChoices(storage, { showsText: false });
    tab.tell('one');
    await settled();
    changeChoices(storage, { notifications: false });
    tab.tell('two');
    await settled();
    expect(log).toEqual(['tab shows one: ']);
  });
});

describe('what was chosen in this browser', () => {
  it('survives the page', () => {
    const storage = givenStorage();
    expect(changeChoices(storage, { showsText: false })).toEqual({ notifications: true, showsText: false });
    expect(changeChoices(storage, { notifications: false })).toEqual({ notifications: false, showsText: false });
    expect(readChoices(storage)).toEqual({ notifications: false, showsText: false });
  });

  it.each(['', '{"notifications":', '7', 'null', '{"notifications":"no","showsText":0}'])(
    'is the usual when the storage holds %j',
    (content) => {
      const storage = givenStorage();
      storage.setItem('optimaliq.notices', content);
      expect(readChoices(storage)).toEqual({ notifications: true, showsText: true });
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
