import { expect, it } from 'vitest';
import { createShowing } from '#renderer/notifications/showing.ts';
import type { LineState } from '#renderer/client/client.ts';
import type { Notice, NoticeOutcome } from '#shared/desktop.ts';
import type { InputOf, OperationName, OutputOf } from '#shared/contract.ts';
import type { Delivery } from '#shared/notifications/contract.ts';
import type { Claimed } from '#shared/notifications/devices/contract.ts';
import type { Ability } from '#shared/notifications/kinds.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createManualTimers } from '#tests/renderer/client/manualTimers.ts';
import { makeNotification } from './make.ts';

const device = { deviceId: 'd', name: 'Firefox', form: 'browser' as const };
const item = (id: number): Claimed => ({
  key: `notification-${String(id)}`,
  ids: [id * 10],
  notifications: [makeNotification({ id })],
});

/** A window whose server, line and system a test plays. */
function givenWindow({ isLeading = true } = {}) {
  const timers = createManualTimers();
  const calls: [OperationName, unknown][] = [];
  const notices: Notice[] = [];
  const kept: (readonly string[])[] = [];
  const play = {
    line: { state: 'online' } as LineState,
    claim: { items: [], standing: [], nextAt: null } as OutputOf<'notifications.claim'>,
    deliveries: [] as readonly Pick<Delivery, 'id' | 'channel' | 'state'>[],
    isUp: true,
    showsText: true,
    isForgotten: false,
    ability: 'granted' as Ability,
    outcome: { outcome: 'shown' } as NoticeOutcome,
  };
  let tellLine = (_: LineState): void => undefined;
  let tellAbility = (): void => undefined;
  let lead = (): void => undefined;
  const showing = createShowing({
    client: {
      call: <Name extends OperationName>(name: Name, input: InputOf<Name>) => {
        calls.push([name, input]);
        if (name === 'notifications.report' && play.isForgotten)
          return Promise.reject(new AppError('NOT_FOUND', 'No.'));
        if (!play.isUp) return Promise.reject(new AppError('UNAVAILABLE', 'No line.'));
        const answer =
          name === 'notifications.claim'
            ? play.claim
            : name === 'notifications.fate'
              ? { ...makeNotification({ id: 77 }), deliveries: play.deliveries }
              : {};
        if (name === 'notifications.claim') play.claim = { ...play.claim, items: [] };
        return Promise.resolve(answer as OutputOf<Name>);
      },
      line: () => play.line,
      onLine: (listener) => {
        tellLine = listener;
        return () => undefined;
      },
    },
    notifier: {
      notify: (notice) => {
        notices.push(notice);
        return Promise.resolve(play.outcome);
      },
      keepOnly: (keys) => kept.push(keys),
      isAttended: () => Promise.resolve(false),
      ability: () => Promise.resolve(play.ability),
      watchAbility: (changed) => {
        tellAbility = changed;
        return () => undefined;
      },
      onLeading: (leads) => {
        lead = leads;
        if (isLeading) leads();
      },
    },
    timers,
    device,
    showsText: () => play.showsText,
    textOf: (notifications) => ({ title: String(notifications[0]?.id), body: '' }),
  });
  const names = () => calls.map(([name]) => name.replace('notifications.', ''));
  const reports = () => calls.filter(([name]) => name === 'notifications.report').map(([, input]) => input);
  const has = (...items: Claimed[]) =>
    void (play.claim = { items, standing: items.map(({ key }) => key), nextAt: null });
  return {
    showing,
    timers,
    calls,
    names,
    reports,
    notices,
    kept,
    play,
    has,
    lead: () => lead(),
    tellLine: (line: LineState) => tellLine((play.line = line)),
    tellAbility: () => tellAbility(),
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

it('says that the device is there, shows what there is for it, and reports it', async () => {
  const { showing, names, reports, notices, kept, has } = givenWindow();
  await settled();
  has(item(1));
  showing.changed();
  await settled();
  expect(names()).toEqual(['registerDevice', 'claim', 'claim', 'report']);
  expect(notices).toMatchObject([{ key: 'notification-1', title: '1' }]);
  expect(reports()).toEqual([{ deviceId: 'd', ids: [10], outcome: 'shown' }]);
  expect(kept.at(-1)).toEqual(['notification-1']);
});

it.each<[NoticeOutcome, object]>([
  [{ outcome: 'attended' }, { outcome: 'shown', reason: 'attended' }],
  [{ outcome: 'off' }, { outcome: 'failed', reason: 'off' }],
  [
    { outcome: 'failed', reason: 'noService' },
    { outcome: 'failed', reason: 'noService' },
  ],
])('reports %o as what it is', async (outcome, expected) => {
  const { showing, reports, play, has } = givenWindow();
  await settled();
  play.outcome = outcome;
  has(item(1));
  showing.changed();
  await settled();
  expect(reports()).toEqual([{ deviceId: 'd', ids: [10], ...expected }]);
});

it('leaves it to the window that leads', async () => {
  const { names, showing, lead } = givenWindow({ isLeading: false });
  showing.changed();
  await settled();
  expect(names()).toEqual([]);
  lead();
  await settled();
  expect(names()).toEqual(['registerDevice', 'claim']);
});

it('makes a report that was lost with the line again, before it takes more', async () => {
  const { showing, play, reports, names, has, tellLine, timers } = givenWindow();
  await settled();
  has(item(1));
  showing.changed();
  // The line goes while it is being shown.
  await Promise.resolve();
  await Promise.resolve();
  play.isUp = false;
  await settled();
  const lost = reports().length;
  play.isUp = true;
  tellLine({ state: 'online' });
  await settled();
  expect(reports().length).toBe(lost + 1);
  expect(names().slice(-3)).toEqual(['registerDevice', 'report', 'claim']);
  expect(timers.next()).toBeNull();
});

it('comes again when the server says that there will be more, and after a failure', async () => {
  const { play, names, timers, showing } = givenWindow();
  await settled();
  play.claim = { items: [], standing: [], nextAt: timers.now() + 5_000 };
  showing.changed();
  await settled();
  expect(timers.next()).toBe(5_000);
  timers.pass(5_000);
  play.isUp = false;
  await settled();
  const before = names().length;
  showing.changed();
  await settled();
  expect(names().length).toBeGreaterThan(before);
  expect(timers.next()).not.toBeNull();
});

it('tells anew what the device can show when that has changed', async () => {
  const { play, names, tellAbility } = givenWindow();
  await settled();
  play.ability = 'denied';
  tellAbility();
  await settled();
  expect(names()).toEqual(['registerDevice', 'claim', 'registerDevice', 'claim']);
});

it('leads from a click to what it is about, also of a window before it', async () => {
  const { showing, reports, has } = givenWindow();
  await settled();
  has(item(1));
  showing.changed();
  await settled();
  expect(await showing.clicked('notification-1')).toMatchObject([{ id: 1 }]);
  expect(reports().at(-1)).toEqual({ deviceId: 'd', ids: [10], outcome: 'clicked' });
  expect(await showing.clicked('notification-77')).toMatchObject([{ id: 77 }]);
  expect(await showing.clicked('bundle-5')).toEqual([]);
});

it('tells the server also of a click on what the window before it has shown', async () => {
  const { showing, play, reports } = givenWindow();
  await settled();
  play.deliveries = [
    { id: 1, channel: 'system', state: 'shown' },
    { id: 2, channel: 'push', state: 'shown' },
    { id: 3, channel: 'system', state: 'failed' },
  ];
  await showing.clicked('notification-77');
  expect(reports()).toEqual([{ deviceId: 'd', ids: [1], outcome: 'clicked' }]);
});

it('does nothing any more once it is stopped', async () => {
  const { showing, names } = givenWindow();
  await settled();
  showing.stop();
  showing.changed();
  await settled();
  expect(names()).toEqual(['registerDevice', 'claim']);
});

it('reports each once, however many are shown at a time', async () => {
  const { showing, reports, has } = givenWindow();
  await settled();
  has(item(1), item(2), item(3));
  showing.changed();
  await settled();
  expect(reports()).toEqual([10, 20, 30].map((id) => ({ deviceId: 'd', ids: [id], outcome: 'shown' })));
});

it('goes on when the server does not know any more what it would report', async () => {
  const { showing, names, reports, notices, play, has } = givenWindow();
  await settled();
  play.isForgotten = true;
  has(item(1));
  showing.changed();
  await settled();
  play.isForgotten = false;
  has(item(2));
  showing.changed();
  await settled();
  expect(notices.map(({ key }) => key)).toEqual(['notification-1', 'notification-2']);
  expect(reports().slice(1)).toEqual([{ deviceId: 'd', ids: [20], outcome: 'shown' }]);
  expect(names().filter((name) => name === 'registerDevice')).toHaveLength(1);
});

it('says that what people wrote is not to be seen here, and says it anew when that changes', async () => {
  const { tellAbility, play, calls } = givenWindow();
  await settled();
  play.showsText = false;
  tellAbility();
  await settled();
  const said = calls.filter(([name]) => name === 'notifications.registerDevice').map(([, input]) => input);
  expect(said).toMatchObject([{ showsText: true }, { showsText: false }]);
});
