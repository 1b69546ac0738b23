import { describe, expect, it } from 'vitest';
import type { Route } from '#shared/monitoring/alerts/routing.ts';
import { makeRule } from '#tests/support/alerts.ts';
import { newId } from '#tests/support/make.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { givenAlerts, MINUTE, START } from './givenAlerts.ts';

type Shop = Awaited<ReturnType<typeof givenAlerts>>;
const CRITICAL = makeRule({ severity: 'critical' });
const route = (changes: Partial<Route> = {}): Route => ({
  name: 'Escalates',
  severities: ['critical'],
  hours: null,
  steps: [
    { afterMs: 0, roles: ['admin'], accountIds: [] },
    { afterMs: 2 * MINUTE, roles: ['finance'], accountIds: [] },
    { afterMs: 3 * MINUTE, roles: ['support'], accountIds: [] },
  ],
  ...changes,
});
const setRoutes = (shop: Shop, ...routes: readonly Route[]) =>
  shop.admin('monitoring.setAlertRoutes', { id: newId(), revision: 0, routes: [...routes] });
const firing = async (shop: Shop) => {
  await shop.minute({ mail: 12 });
  const [alert] = await shop.open();
  return alert?.id ?? '';
};
const stay = async (shop: Shop, minutes: number) => {
  for (let index = 0; index < minutes; index += 1) await shop.minute({ mail: 12 });
};
const steps = (shop: Shop) => shop.told().map(({ step }) => step);

describe('an escalation', () => {
  it('goes on, step by step, until somebody acknowledges', async () => {
    const shop = await givenAlerts({ rules: [CRITICAL] });
    await setRoutes(shop, route());
    const alertId = await firing(shop);
    await stay(shop, 1);
    expect(steps(shop)).toEqual([0]);
    await stay(shop, 1);
    expect(shop.told().at(-1)).toEqual({ step: 1, accountId: shop.people.finance });
    expect((await shop.needs()).map(({ accountId }) => accountId).sort()).toEqual(
      [shop.people.admin, shop.people.finance].sort(),
    );
    await shop.run('monitoring.acknowledgeToldAlert', { id: newId(), alertId }, 'finance');
    await stay(shop, 3);
    expect(steps(shop)).toEqual([0, 1]);
    expect(await shop.needs()).toEqual([]);
    expect(shop.names()).toEqual(['alertRoutesChanged', 'alertFired', 'alertEscalated', 'alertAcknowledged']);
    const { told, people, alert } = await shop.admin('monitoring.alert', { alertId });
    expect(told.map(({ name }) => name)).toEqual(['Ada Admin', 'Fiona Finance']);
    expect([alert.acknowledged?.by, people[0]?.name]).toEqual([shop.people.finance, 'Fiona Finance']);
  });

  it('skips nobody when the server was away in between: each step has its time', async () => {
    const shop = await givenAlerts({ rules: [CRITICAL] });
    await setRoutes(shop, route());
    await firing(shop);
    for (let index = 0; index < 30; index += 1) await shop.minute(null);
    await shop.restart();
    await shop.round();
    expect(steps(shop)).toEqual([0, 1]);
    await stay(shop, 1);
    expect(new Set(steps(shop))).toEqual(new Set([0, 1, 2]));
    expect(shop.told().filter(({ step }) => step === 2)).toHaveLength(2);
  });

  it('tells admins where a step names nobody who is still here', async () => {
    const shop = await givenAlerts({ rules: [CRITICAL] });
    await setRoutes(shop, route({ steps: [{ afterMs: 0, roles: [], accountIds: [newId()] }] }));
    await firing(shop);
    expect(shop.told()).toEqual([{ step: 0, accountId: shop.people.admin }]);
  });
});

describe('a route with hours', () => {
  it('keeps what fires outside of them until they begin', async () => {
    const shop = await givenAlerts({ rules: [CRITICAL] });
    const later = { days: [1], from: 10 * 60 + 5, to: 11 * 60 };
    await setRoutes(shop, route({ hours: later }));
    await firing(shop);
    expect(shop.told()).toEqual([]);
    expect(await shop.needs()).toEqual([]);
    await stay(shop, 2);
    expect(shop.told()).toEqual([]);
    await stay(shop, 2);
    expect(steps(shop)).toEqual([0]);
  });
});

describe('a silence', () => {
  const silence = (shop: Shop, minutes: number, changes: object = {}) =>
    shop.admin('monitoring.silenceAlerts', {
      id: newId(),
      ruleId: null,
      labels: {},
      endsAt: shop.clock.now() + minutes * MINUTE,
      reason: 'We are moving house.',
      ...changes,
    });

  it('keeps everybody from being told until it ends, and then they are', async () => {
    const shop = await givenAlerts({ rules: [CRITICAL] });
    await silence(shop, 4);
    await firing(shop);
    expect(await shop.open()).toMatchObject([{ told: 0, silencedUntil: shop.clock.now() + 3 * MINUTE }]);
    await stay(shop, 2);
    expect(shop.told()).toEqual([]);
    await stay(shop, 1);
    expect(steps(shop)).toEqual([0]);
    expect((await shop.needs()).map(({ accountId }) => accountId)).toEqual([shop.people.admin]);
  });

  it('withdraws what was told, and covers only what it names', async () => {
    const shop = await givenAlerts({ rules: [CRITICAL] });
    await shop.minute({ mail: 12, stripe: 12 });
    const { id: silenceId } = await silence(shop, 9, { labels: { queue: 'mail' } });
    expect((await shop.needs()).map(({ subject }) => subject.kind)).toEqual(['alert']);
    expect((await shop.admin('monitoring.silences', {})).silences).toHaveLength(1);
    await shop.admin('monitoring.endSilence', { id: newId(), silenceId });
    expect(await shop.needs()).toHaveLength(2);
    await expect(shop.admin('monitoring.endSilence', { id: newId(), silenceId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('that is ended early lets go of what waited for it', async () => {
    const shop = await givenAlerts({ rules: [CRITICAL] });
    const { id: silenceId } = await silence(shop, 60);
    await firing(shop);
    await shop.admin('monitoring.endSilence', { id: newId(), silenceId });
    await shop.round();
    expect(steps(shop)).toEqual([0]);
  });
});

describe('what waits for the end of a silence', () => {
  const silence = async (shop: Shop, minutes: number): Promise<string> => {
    const endsAt = shop.clock.now() + minutes * MINUTE;
    const input = { id: newId(), ruleId: null, labels: {}, endsAt, reason: 'We are moving house.' };
    return (await shop.admin('monitoring.silenceAlerts', input)).id;
  };

  it.each(['nobody', 'somebody'])('is told when the last one ends that covers it, %s having been told', async (who) => {
    const shop = await givenAlerts({ rules: [CRITICAL] });
    await setRoutes(shop, route());
    if (who === 'somebody') await firing(shop);
    const long = await silence(shop, 60);
    if (who === 'nobody') await firing(shop);
    await stay(shop, 3);
    await silence(shop, 3);
    await shop.admin('monitoring.endSilence', { id: newId(), silenceId: long });
    const before = steps(shop);
    await stay(shop, 2);
    expect(steps(shop)).toEqual(before);
    await stay(shop, 1);
    expect(steps(shop)).toHaveLength(before.length + 1);
  });

  it('is told within the hours of its route', async () => {
    const shop = await givenAlerts({ rules: [CRITICAL] });
    await setRoutes(shop, route({ hours: { days: [1], from: 10 * 60, to: 10 * 60 + 6 } }));
    await silence(shop, 8);
    await firing(shop);
    await stay(shop, 9);
    expect(shop.told()).toEqual([]);
    expect(await shop.open()).toMatchObject([{ nextStepAt: START + 7 * 24 * 60 * MINUTE }]);
  });
});

describe('a clock that is set back by an hour', () => {
  it('puts off no escalation', async () => {
    const shop = await givenAlerts({ rules: [CRITICAL] });
    await setRoutes(shop, route());
    await firing(shop);
    shop.clock.pass(-60 * MINUTE);
    await stay(shop, 1);
    expect(steps(shop).sort()).toEqual([0, 1]);
    await stay(shop, 2);
    expect(new Set(steps(shop))).toEqual(new Set([0, 1, 2]));
  });

  it('brings a time a second time, of which a firing is another one', async () => {
    const shop = await givenAlerts({ rules: [CRITICAL] });
    const live = async (...depths: readonly number[]) => {
      for (const mail of depths) await shop.minute({ mail });
    };
    await live(0, 0, 12, 0, 0, 0, 0);
    shop.clock.pass(-6 * MINUTE);
    await shop.round();
    await live(0, 12);
    const [again] = await shop.open();
    const [first] = await shop.over();
    expect(again?.startedAt).toBe(first?.startedAt);
    expect(again?.id).not.toBe(first?.id);
    expect(shop.told()).toHaveLength(2);
  });
});

describe('the history', () => {
  it('skips none of those that began together', async () => {
    const shop = await givenAlerts();
    await shop.minute({ mail: 12 });
    await shop.minute({ mail: 0 });
    await shop.minute({ a: 12, b: 12, c: 12 });
    await shop.minute({ a: 0, b: 0, c: 0 });
    const page = (before?: number) =>
      shop.admin('monitoring.alerts', { view: 'over', limit: 2, ...(before === undefined ? {} : { before }) });
    const first = await page();
    expect(first.hasMore).toBe(true);
    expect(first.alerts.map(({ labels }) => labels['queue']).sort()).toEqual(['a', 'b', 'c']);
    expect((await page(first.alerts.at(-1)?.startedAt)).alerts.map(({ labels }) => labels['queue'])).toEqual(['mail']);
  });

  it('is forgotten when it is long over, and what fires is not', async () => {
    const shop = await givenAlerts();
    const endsAt = shop.clock.now() + MINUTE;
    await shop.admin('monitoring.silenceAlerts', { id: newId(), ruleId: null, labels: {}, endsAt, reason: 'Short' });
    await shop.minute({ mail: 12, stripe: 12 });
    await shop.minute({ mail: 0, stripe: 12 });
    const rows = () =>
      ['alert', 'alert_told', 'alert_silence', 'alert_rule'].map(
        (table) => queryRows(shop.dataDirectory, `SELECT * FROM ${table}`).length,
      );
    const later = async (days: number) => {
      shop.clock.pass(days * 24 * 60 * MINUTE);
      expect(await shop.run('monitoring.forgetAlerts', {}, null)).toEqual({ hasMore: false });
      return rows();
    };
    const all = rows();
    expect(await later(399)).toEqual(all);
    expect(await later(2)).toEqual([1, 1, 0, 1]);
    expect(await shop.open()).toMatchObject([{ labels: { queue: 'stripe' } }]);
    await shop.admin('monitoring.removeAlertRule', { id: newId(), ruleId: shop.ruleIds[0] ?? '' });
    expect(await later(399)).toEqual([1, 1, 0, 1]);
    expect(await later(2)).toEqual([0, 0, 0, 0]);
  });
});

describe('somebody', () => {
  it('who resolves an alert ends it, and it fires anew only after its value has come back', async () => {
    const shop = await givenAlerts();
    const alertId = await firing(shop);
    await shop.admin('monitoring.resolveAlert', { id: newId(), alertId });
    await stay(shop, 2);
    expect(await shop.open()).toEqual([]);
    await shop.minute({ mail: 0 });
    await shop.minute({ mail: 12 });
    expect(await shop.open()).toHaveLength(1);
    expect(await shop.over()).toMatchObject([{ id: alertId, resolved: { as: 'person', by: shop.people.admin } }]);
    await expect(shop.admin('monitoring.acknowledgeAlert', { id: newId(), alertId })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('who was not told of an alert finds none', async () => {
    const shop = await givenAlerts();
    const alertId = await firing(shop);
    await expect(shop.run('monitoring.toldAlert', { alertId }, 'support')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      shop.run('monitoring.acknowledgeToldAlert', { id: newId(), alertId }, 'support'),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const acknowledged = await shop.admin('monitoring.acknowledgeAlert', { id: newId(), alertId });
    expect(acknowledged.acknowledged?.by).toBe(shop.people.admin);
    await expect(shop.admin('monitoring.acknowledgeAlert', { id: newId(), alertId })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(await shop.admin('monitoring.alertCounts', {})).toEqual({ firing: 0, acknowledged: 1, worst: null });
  });
});
