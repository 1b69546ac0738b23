import { describe, expect, it } from 'vitest';
import { alertId } from '#server/monitoring/alerts/alertId.ts';
import { id as idSchema } from '#shared/wire/schemas.ts';
import { makeRule } from '#tests/support/alerts.ts';
import { newId } from '#tests/support/make.ts';
import { givenAlerts, MINUTE, START } from './givenAlerts.ts';

describe('an alert', () => {
  it('fires for its group, tells at once, and is over when its value has come back', async () => {
    const shop = await givenAlerts();
    await shop.minute({ mail: 12, stripe: 1 });
    const [alert, ...others] = await shop.open();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      labels: { queue: 'mail' },
      value: 12,
      startedAt: START + 2 * MINUTE,
      told: 1,
      resolved: null,
      routeName: 'Everything else',
    });
    expect(shop.told()).toEqual([{ step: 0, accountId: shop.people.admin }]);
    await shop.minute({ mail: 7, stripe: 1 });
    expect(await shop.open()).toHaveLength(1);
    await shop.minute({ mail: 5, stripe: 1 });
    expect(await shop.open()).toEqual([]);
    expect(await shop.over()).toMatchObject([
      { id: alert?.id, resolved: { by: null, at: START + 4 * MINUTE, as: 'recovered' } },
    ]);
    expect(shop.names()).toEqual(['alertFired', 'alertResolved']);
    expect(shop.failures).toEqual([]);
  });

  it('has an id that says which firing it is', () => {
    const ruleId = newId();
    const one = alertId(ruleId, '["mail"]', START);
    expect(idSchema.safeParse(one).success).toBe(true);
    expect(alertId(ruleId, '["mail"]', START)).toBe(one);
    const others = [
      alertId(newId(), '["mail"]', START),
      alertId(ruleId, '["x"]', START),
      alertId(ruleId, '["mail"]', START + 1),
    ];
    expect(new Set([one, ...others]).size).toBe(4);
  });
});

describe('a server that is killed', () => {
  it('goes on where it was: a pending alert keeps its time, and what fired while it could not be told fires once', async () => {
    const shop = await givenAlerts({ rules: [makeRule({ forMs: 2 * MINUTE })] });
    await shop.minute({ mail: 12 });
    await shop.restart();
    await shop.minute({ mail: 12 });
    expect(await shop.open()).toEqual([]);
    await shop.restart();
    await shop.minute({ mail: 12 });
    expect(await shop.open()).toMatchObject([{ startedAt: START + 4 * MINUTE }]);
    await shop.restart();
    await shop.round();
    await shop.minute({ mail: 12 });
    expect(await shop.open()).toHaveLength(1);
    expect(shop.names()).toEqual(['alertFired']);
  });

  it('says nothing of the time in which it did not run', async () => {
    const shop = await givenAlerts();
    await shop.minute({ mail: 12 });
    for (let index = 0; index < 5; index += 1) await shop.minute(null);
    await shop.restart();
    await shop.round();
    expect(await shop.open()).toHaveLength(1);
    await shop.minute({ mail: 0 });
    expect(await shop.over()).toMatchObject([{ resolved: { at: START + 8 * MINUTE } }]);
  });

  it('evaluates what it missed, also what has come and gone meanwhile', async () => {
    const shop = await givenAlerts();
    await shop.minute({ mail: 12 }, false);
    await shop.minute({ mail: 12 }, false);
    await shop.restart();
    await shop.minute({ mail: 0 });
    expect(await shop.over()).toMatchObject([
      { startedAt: START + 2 * MINUTE, resolved: { at: START + 4 * MINUTE, as: 'recovered' }, told: 0 },
    ]);
    expect(shop.names()).toEqual(['alertFired', 'alertResolved']);
  });
});

describe('what two find at once', () => {
  it('is recorded for who was first, and left out for who goes on from another state', async () => {
    const shop = await givenAlerts();
    await shop.minute({ mail: 0 });
    const [work] = (await shop.run('monitoring.alertWork', {}, null)).rules;
    if (work === undefined) throw new Error('there is a rule');
    const at = (work.state?.at ?? 0) + MINUTE;
    const labels = { queue: 'mail' };
    const firing = { phase: 'firing' as const, since: at, heldMs: 0, value: 12, labels };
    const evaluation = {
      ruleId: work.id,
      revision: work.revision,
      from: work.state?.at ?? null,
      state: { at, groups: { '["mail"]': firing } },
      transitions: [{ kind: 'fired' as const, key: '["mail"]', labels, since: at, at, value: 12 }],
    };
    const record = (one: typeof evaluation) => shop.run('monitoring.recordEvaluations', { evaluations: [one] }, null);
    expect(await record(evaluation)).toEqual({ recorded: [work.id] });
    expect(await record(evaluation)).toEqual({ recorded: [] });
    expect(await record({ ...evaluation, from: at, revision: 9 })).toEqual({ recorded: [] });
    expect(await shop.open()).toHaveLength(1);
    expect(shop.names()).toEqual(['alertFired']);
  });
});

describe('a rule that is changed', () => {
  it('ends what fires of it when it says something else, and not when only its name does', async () => {
    const shop = await givenAlerts();
    await shop.minute({ mail: 12 });
    const [ruleId = ''] = shop.ruleIds;
    const save = (revision: number, changes: Parameters<typeof makeRule>[0]) =>
      shop.admin('monitoring.saveAlertRule', { id: newId(), ruleId, revision, rule: makeRule(changes) });
    await save(1, { name: 'Very much waits' });
    await shop.minute({ mail: 12 });
    expect(await shop.open()).toHaveLength(1);
    await expect(save(1, {})).rejects.toMatchObject({ code: 'CONFLICT' });
    await save(2, { forMs: MINUTE });
    expect(await shop.over()).toMatchObject([{ resolved: { as: 'ruleChanged', by: shop.people.admin } }]);
    await shop.minute({ mail: 12 });
    await shop.minute({ mail: 12 });
    await shop.minute({ mail: 12 });
    expect(await shop.open()).toHaveLength(1);
    await save(3, { forMs: MINUTE, isEnabled: false });
    await shop.minute({ mail: 12 });
    expect(await shop.open()).toEqual([]);
    await shop.admin('monitoring.removeAlertRule', { id: newId(), ruleId });
    await expect(save(4, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await shop.admin('monitoring.alertRules', {})).rules).toEqual([]);
    expect(shop.failures).toEqual([]);
  });
});
