import { expect, it } from 'vitest';
import type { ParsedInputOf } from '#shared/contract.ts';
import { isNoticeKeys } from '#shared/desktop.ts';
import { newId } from '#tests/support/make.ts';
import { givenNotifications } from './givenNotifications.ts';

type Outcome = ParsedInputOf<'notifications.report'>['outcome'];

async function givenDevice() {
  const given = await givenNotifications();
  const deviceId = await given.device('support');
  await given.follow();
  const claim = (isAttended = false) => given.call('support', 'notifications.claim', { deviceId, isAttended });
  const report = (ids: readonly number[], outcome: Outcome = 'shown') =>
    given.call('support', 'notifications.report', { deviceId, ids: [...ids], outcome, reason: null });
  const come = async (count = 1) => {
    const written = [];
    for (let place = 0; place < count; place += 1) written.push(await given.write(`Message ${String(place)}`));
    await given.follow();
    return written;
  };
  return { ...given, deviceId, claim, report, come };
}

it('gives a notification to one window, once, and tells what became of it', async () => {
  const { claim, report, come, told } = await givenDevice();
  await come();
  const [first, second] = [await claim(), await claim()];
  expect(first.items).toHaveLength(1);
  expect(second.items).toEqual([]);
  const ids = first.items[0]?.ids ?? [];
  expect(await told('support')).toEqual(['system sent']);
  await report(ids);
  await report(ids);
  expect(await told('support')).toEqual(['system shown']);
  await report(ids, 'clicked');
  expect(await told('support')).toEqual(['system clicked']);
});

it('gives what nobody reported again after its lease, and gives it up in the end', async () => {
  const { claim, come, told, clock } = await givenDevice();
  await come();
  const [first] = (await claim()).items;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    clock.pass(15_000);
    expect((await claim()).items).toEqual([first]);
  }
  clock.pass(15_000);
  expect((await claim()).items).toEqual([]);
  expect(await told('support')).toEqual(['system failed interrupted']);
});

it('tells a burst as one, and each of it has its fate', async () => {
  const { claim, report, come, told, clock } = await givenDevice();
  await come();
  expect((await claim()).items).toHaveLength(1);
  await come(5);
  expect(await claim()).toMatchObject({ items: [], nextAt: clock.now() + 5_000 });
  clock.pass(5_000);
  const { items } = await claim();
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ key: expect.stringMatching(/^bundle-/) as string });
  expect(items[0]?.notifications).toHaveLength(5);
  await report(items[0]?.ids ?? []);
  expect((await told('support')).filter((one) => one === 'system shown')).toHaveLength(5);
});

it('collects a burst also after the clock was put back', async () => {
  const { claim, come, clock } = await givenDevice();
  await come();
  await claim();
  clock.pass(-60 * 60_000);
  await come();
  expect((await claim()).items).toHaveLength(1);
  await come(2);
  expect(await claim()).toMatchObject({ items: [], nextAt: clock.now() + 5_000 });
});

it('collects nothing for a window that is in front of somebody', async () => {
  const { claim, come, clock } = await givenDevice();
  await come();
  await claim();
  await come(2);
  expect((await claim()).items).toEqual([]);
  const { items } = await claim(true);
  expect(items.map(({ notifications }) => notifications.length)).toEqual([1, 1]);
  clock.pass(5_000);
  expect((await claim()).items).toEqual([]);
});

it('takes away what was handled elsewhere, and says that it did', async () => {
  const { claim, report, come, call, follow, fates } = await givenDevice();
  const [{ conversationId, seq } = { conversationId: '', seq: 0 }] = await come();
  const { items } = await claim();
  await report(items[0]?.ids ?? []);
  expect((await claim()).standing).toEqual([items[0]?.key]);
  await call('colleague', 'chat.read', { conversationId, seq });
  await follow();
  expect((await claim()).standing).toEqual([]);
  expect((await fates('support'))[0]?.deliveries[0]).toMatchObject({
    state: 'shown',
    withdrawnAt: expect.any(Number) as number,
  });
});

it('never shows what was handled before a window came', async () => {
  const { claim, come, call, follow, told } = await givenDevice();
  const [{ conversationId, seq } = { conversationId: '', seq: 0 }] = await come();
  await call('colleague', 'chat.read', { conversationId, seq });
  await follow();
  expect((await claim()).items).toEqual([]);
  expect(await told('support')).toEqual(['system withdrawn']);
});

it('tells each device of a person', async () => {
  const { device, call, come, claim, report, told } = await givenDevice();
  const another = await device('support');
  await come();
  const here = await claim();
  const there = await call('support', 'notifications.claim', { deviceId: another, isAttended: false });
  expect([here.items.length, there.items.length]).toEqual([1, 1]);
  await report(here.items[0]?.ids ?? []);
  await call('support', 'notifications.report', {
    deviceId: another,
    ids: there.items[0]?.ids ?? [],
    outcome: 'failed',
    reason: 'noService',
  });
  expect((await told('support')).sort()).toEqual(['system failed noService', 'system shown']);
});

it('says of a device that shows none why it does not', async () => {
  const { device, come, told } = await givenDevice();
  for (const ability of ['denied', 'unsupported', 'off', 'undecided'] as const) await device('support', ability);
  await come();
  expect((await told('support')).sort()).toEqual([
    'system failed denied',
    'system failed denied',
    'system failed off',
    'system failed unsupported',
    'system queued',
  ]);
});

it('keeps what is not urgent until the quiet hours are over', async () => {
  const { claim, come, call, clock } = await givenDevice();
  // The clock stands at nine in the morning, UTC.
  const quiet = {
    isOn: true,
    from: 8 * 60,
    to: 10 * 60,
    timeZone: 'UTC',
    days: [0, 1, 2, 3, 4, 5, 6],
    urgentThrough: true,
  };
  await call('support', 'notifications.setQuietHours', quiet);
  await come();
  const end = Date.UTC(2026, 0, 5, 10);
  expect(await claim()).toMatchObject({ items: [], nextAt: end });
  clock.pass(end - clock.now());
  expect((await claim()).items).toHaveLength(1);
});

it('asks nobody who does not want it, and a test goes every way whatever they want', async () => {
  const { come, call, told } = await givenDevice();
  for (const channel of ['system', 'push'] as const)
    await call('support', 'notifications.choose', { kind: 'messageWaiting', channel, isOn: false });
  await come();
  expect(await told('support')).toEqual([]);
  await call('support', 'notifications.test', { id: newId() });
  expect(await told('support')).toEqual(['system queued', 'email queued noProvider']);
});

it('gives what was shown and not reported again as it went, apart from what has come since', async () => {
  const { claim, report, come, told, clock } = await givenDevice();
  await come(3);
  clock.pass(5_000);
  const [first] = (await claim()).items;
  expect(first?.notifications).toHaveLength(3);
  // The window is gone before it could say so; the device remembers by the deliveries that it has shown them.
  clock.pass(15_000);
  await come(1);
  const { items, standing } = await claim();
  expect(items.map(({ key, ids }) => [key, ids.length])).toEqual([
    [first?.key, 3],
    [expect.stringMatching(/^notification-/), 1],
  ]);
  expect(standing).toContain(first?.key);
  await report(first?.ids ?? []);
  expect((await told('support')).toSorted()).toEqual(['system sent', ...Array<string>(3).fill('system shown')]);
});

it('keeps the place of a bundle of which one was handled meanwhile', async () => {
  const { claim, report, come, call, follow, clock } = await givenDevice();
  const [{ conversationId, seq } = { conversationId: '', seq: 0 }] = await come(3);
  clock.pass(5_000);
  const [first] = (await claim()).items;
  await call('colleague', 'chat.read', { conversationId, seq });
  await follow();
  clock.pass(15_000);
  const [again] = (await claim()).items;
  expect(again).toMatchObject({ key: first?.key, ids: first?.ids.slice(1) });
  await report(again?.ids ?? []);
  expect((await claim()).standing).toEqual([first?.key]);
});

it('names as much of what may stay as a desktop takes, the newest', async () => {
  const { claim, people, deviceId, db, clock } = await givenDevice();
  const at = clock.now();
  for (let id = 1; id <= 301; id += 1) {
    const { accountId, aboutId } = { accountId: people.support, aboutId: `c${String(id)}` };
    await db
      .insertInto('notification')
      .values({
        ...{ id, accountId, kind: 'messageWaiting', about: 'conversation', aboutId, subjectKind: 'conversation' },
        ...{ subjectId: aboutId, since: at, urgency: 'normal', deadline: null, factsJson: '{}', round: 1 },
        ...{ createdAt: at, toldAt: at, seenAt: null, openedAt: null, changesAt: null, goesOnAt: null },
        ...{ closedAt: null, closedBy: null },
      })
      .execute();
    await db
      .insertInto('notification_delivery')
      .values({
        ...{ notificationId: id, round: 1, channel: 'system', targetId: deviceId, accountId, state: 'shown' },
        ...{ reason: null, detail: null, bundleId: null, isBundled: 0, attempts: 1, queuedAt: at, dueAt: at },
        ...{ leaseUntil: null, sentAt: at, endedAt: at, clickedAt: null, withdrawnAt: null },
      })
      .execute();
  }
  const { standing } = await claim();
  expect(standing).toHaveLength(300);
  expect(standing).toContain('notification-301');
  expect(isNoticeKeys([...standing, ...Array.from({ length: 200 }, () => 'bundle-1')])).toBe(true);
});
