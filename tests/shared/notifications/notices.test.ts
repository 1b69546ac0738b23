import { describe, expect, it } from 'vitest';
import type { NoticeClick } from '#shared/desktop.ts';
import { createNotices, judgeNotice, NOTICE_DEFAULTS, type SystemNotification } from '#shared/notifications/notices.ts';
import { createManualTimers } from '#tests/renderer/client/manualTimers.ts';

type Event = Parameters<SystemNotification['on']>[0];

/** An operating system whose notifications a test shows, refuses, clicks and closes by hand. */
function givenSystem({ isSupported = true } = {}) {
  const made: { title: string; body: string; log: string[]; happens: (event: Event) => void }[] = [];
  const clicked: (NoticeClick | null)[] = [];
  const timers = createManualTimers();
  const notices = createNotices({
    isSupported: () => isSupported,
    after: timers.after,
    onClick: (click) => clicked.push(click),
    create({ title, body }) {
      const listeners = new Map<Event, () => void>();
      const log: string[] = [];
      const happens = (event: Event) => listeners.get(event)?.();
      made.push({ title, body, log, happens });
      return {
        on: (event, listener) => listeners.set(event, listener),
        show: () => log.push('show'),
        close: () => {
          log.push('close');
          happens('close');
        },
      };
    },
  });
  const at = (index: number) => {
    const notification = made[index];
    if (notification === undefined) throw new Error(`there is no notification ${String(index)}`);
    return notification;
  };
  return { notices, made, at, clicked, timers };
}

const notice = (key: string, body = 'Hello') => ({ key, ids: [key], title: 'New message', body });

describe('a notice', () => {
  it('is shown when the system says so', async () => {
    const { notices, at, timers } = givenSystem();
    const outcome = notices.show(notice('one'));
    expect(at(0)).toMatchObject({ title: 'New message', body: 'Hello', log: ['show'] });
    at(0).happens('show');
    expect(await outcome).toEqual({ outcome: 'shown' });
    expect(timers.next()).toBeNull();
  });

  it('that the system refuses or passes over is said not to be shown, and why', async () => {
    const { notices, at, timers } = givenSystem();
    const refused = notices.show(notice('one'));
    at(0).happens('failed');
    expect(await refused).toEqual({ outcome: 'failed', reason: 'refused' });
    const silent = notices.show(notice('two'));
    timers.pass(timers.next() ?? 0);
    expect(await silent).toEqual({ outcome: 'failed', reason: 'noAnswer' });
    const { notices: nowhere, made } = givenSystem({ isSupported: false });
    expect(await nowhere.show(notice('one'))).toEqual({ outcome: 'failed', reason: 'noService' });
    expect(made).toEqual([]);
  });

  it('takes the place of an earlier one of its key, and of no other', () => {
    const { notices, at } = givenSystem();
    for (const each of [notice('one'), notice('two'), notice('one', 'Still there?')]) void notices.show(each);
    expect([at(0).log, at(1).log, at(2).log]).toEqual([['show', 'close'], ['show'], ['show']]);
  });

  it('leads to what it is about by a click, and goes', () => {
    const { notices, at, clicked } = givenSystem();
    void notices.show(notice('one'));
    void notices.show(notice('two'));
    at(1).happens('click');
    expect(clicked).toEqual([{ key: 'two', isButton: false }]);
    expect(at(1).log).toEqual(['show', 'close']);
    notices.keepOnly(['one']);
    expect(at(1).log).toEqual(['show', 'close']);
  });

  it('goes by its button, too, which is told from a click', () => {
    const { notices, at, clicked } = givenSystem();
    void notices.show({ ...notice('one'), button: 'Acknowledge' });
    at(0).happens('action');
    expect(clicked).toEqual([{ key: 'one', isButton: true }]);
    expect(at(0).log).toEqual(['show', 'close']);
  });

  it('is taken away when it is not kept, or with all', () => {
    const { notices, at } = givenSystem();
    void notices.show(notice('one'));
    void notices.show(notice('two'));
    void notices.test({ title: 'Test', body: '' });
    notices.keepOnly(['two', 'unknown']);
    expect([at(0).log, at(1).log, at(2).log]).toEqual([['show', 'close'], ['show'], ['show']]);
    notices.clear();
    expect([at(1).log, at(2).log]).toEqual([
      ['show', 'close'],
      ['show', 'close'],
    ]);
  });

  it('that the person closed is forgotten, but not the newer one of its key', () => {
    const { notices, at } = givenSystem();
    void notices.show(notice('one'));
    void notices.show(notice('one', 'Still there?'));
    at(0).happens('close');
    notices.keepOnly([]);
    expect(at(1).log).toEqual(['show', 'close']);
    at(1).happens('close');
    notices.keepOnly([]);
    expect(at(1).log).toEqual(['show', 'close']);
  });

  it('for a test leads nowhere', () => {
    const { notices, at, clicked } = givenSystem();
    void notices.test({ title: 'Test', body: '' });
    at(0).happens('click');
    expect(clicked).toEqual([null]);
  });
});

describe('whether a notice is shown', () => {
  const one = notice('one');

  it('is the person’s choice, and their eyes’', () => {
    expect(judgeNotice(one, NOTICE_DEFAULTS, false)).toEqual(one);
    expect(judgeNotice(one, NOTICE_DEFAULTS, true)).toBe('attended');
    expect(judgeNotice(one, { ...NOTICE_DEFAULTS, notifications: false }, false)).toBe('off');
  });

  it('leaves the text out where the person wants it so', () => {
    expect(judgeNotice(one, { ...NOTICE_DEFAULTS, showsText: false }, false)).toEqual({ ...one, body: '' });
  });
});
