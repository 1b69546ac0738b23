import type { Statement } from 'better-sqlite3';
import { afterEach, expect, it, vi } from 'vitest';
import { newId } from '#tests/support/make.ts';
import { givenNotifications } from './givenNotifications.ts';

afterEach(() => vi.restoreAllMocks());

/** Of these there may be very many, most of which are over; the two indexes are of open alerts, and of what waits for e-mail, alone. */
const LARGE =
  /^SCAN (?:notification|notification_delivery|email_outbox|alert|stripe_event)\b(?! USING (?:INDEX alert_open|COVERING INDEX email_outbox_waiting))/;

it('whatever is asked again and again is found by an index, however much is over', async () => {
  const { people, submit, call, follow, device, write, clock, raw } = await givenNotifications();
  await follow();
  const deviceId = await device('support');
  const push = { endpoint: 'https://fcm.googleapis.com/x', p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
  await submit('notifications.recordPush', { accountId: people.support, deviceId, ...push });
  const prototype = Object.getPrototypeOf(raw.prepare('SELECT 1')) as Record<'all' | 'run' | 'get', () => unknown>;
  const asked = (['all', 'run', 'get'] as const).map((name) => vi.spyOn(prototype, name));

  await write();
  await follow(true);
  await call('support', 'notifications.list', { before: null, filter: 'open' });
  await call('support', 'notifications.see', { until: clock.now() });
  const claim = { deviceId, isAttended: false };
  const { items } = await call('support', 'notifications.claim', claim);
  await call('support', 'notifications.report', { deviceId, ids: items[0]?.ids ?? [], outcome: 'shown', reason: null });
  await call('support', 'notifications.claim', claim);
  await call('support', 'notifications.test', { id: newId() });
  await submit('notifications.takeDue', { limit: 32 });
  await call('admin', 'monitoring.jobQueues', {});
  await submit('monitoring.alertWork', {});
  await submit('monitoring.escalateAlerts', {});
  await submit('monitoring.forgetAlerts', {});
  await submit('billing.processEvents', { limit: 10 });

  const sources = new Set(asked.flatMap(({ mock }) => mock.contexts.map((one) => (one as Statement).source)));
  vi.restoreAllMocks();
  const plans = [...sources]
    .filter((sql) => /^(?:select|update|delete)/i.test(sql))
    .map((sql) => {
      const plan = raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
      return { sql, details: plan.all(...Array.from(sql.matchAll(/\?/g), () => null)).map(({ detail }) => detail) };
    });
  expect(plans.length).toBeGreaterThan(20);
  expect(plans.filter(({ details }) => details.some((detail) => LARGE.test(detail)))).toEqual([]);
  const planned = (...parts: readonly string[]) =>
    plans.filter(({ sql }) => parts.every((part) => sql.includes(part))).map(({ details }) => details.join());
  // What waits for one device is not looked for among what waits for all, nor what is open among all that somebody was ever told.
  const ofDevice = planned('"targetId" = ?', "'queued'");
  expect(ofDevice.length).toBeGreaterThan(1);
  expect(ofDevice.filter((plan) => !plan.includes('(targetId=?'))).toEqual([]);
  const open = planned('from "notification" where "accountId" = ? and "closedAt" is null', 'order by');
  expect(open.map((plan) => plan.includes('notification_open_of'))).toEqual([true]);
});
