import { describe, expect, it } from 'vitest';
import type { Route } from '#shared/monitoring/alerts/routing.ts';
import { makeRule } from '#tests/support/alerts.ts';
import { newId } from '#tests/support/make.ts';
import { givenAlerts, MINUTE } from './givenAlerts.ts';

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
