import type { NotificationSource } from '#server/journal/needs.ts';
import { routesIn } from './routes.ts';
import { labelsOf, openAlerts, ruleOf, silencedOf, silencesAt } from './rows.ts';

/**
 * Whoever was told of an alert needs to know of it while it fires, nobody has acknowledged it and it is not silenced. Who is told again, by a later step, is told anew. A source of
 * notifications (server/journal/needs.ts).
 */
export const alertSource: NotificationSource = {
  kind: 'alert',
  watches: [
    'monitoring.alertFired',
    'monitoring.alertEscalated',
    'monitoring.alertAcknowledged',
    'monitoring.alertResolved',
    'monitoring.alertsSilenced',
    'monitoring.silenceEnded',
  ],
  about: 'alert',
  derive: async ({ unit: { db }, at }, subjects) => {
    const rows = await openAlerts(db).where('acknowledgedAt', 'is', null).where('id', 'in', subjects).execute();
    const told = await db
      .selectFrom('alert_told')
      .innerJoin('account', 'account.id', 'accountId')
      .select(({ fn }) => ['alertId', 'accountId', fn.max<number>('at').as('since'), fn.max<number>('step').as('step')])
      .where('deactivatedAt', 'is', null)
      .where(
        'alertId',
        'in',
        rows.map(({ id }) => id),
      )
      .groupBy(['alertId', 'accountId'])
      .execute();
    const silences = await silencesAt(db, at);
    return rows.flatMap((row) => {
      // When the silence ends the next step is told, or this is derived anew.
      if (silencedOf(silences, row, at) !== null) return [];
      return told
        .filter(({ alertId }) => alertId === row.id)
        .map(({ accountId, since, step }) => ({
          accountId,
          kind: 'alert' as const,
          subject: { kind: 'alert' as const, id: row.id },
          since,
          urgency: row.severity === 'critical' ? ('urgent' as const) : ('normal' as const),
          deadline: row.nextStepAt,
          facts: { severity: row.severity, value: row.lastValue, startedAt: row.startedAt, step },
        }));
    });
  },
  all: async ({ unit: { db } }) => {
    const rows = await openAlerts(db).where('acknowledgedAt', 'is', null).execute();
    return rows.map(({ id }) => id);
  },
  reaches: async ({ db }, { accountId, roles }) =>
    (await routesIn(db)).some(({ steps }) =>
      steps.some((step) => step.accountIds.includes(accountId) || step.roles.some((role) => roles.includes(role))),
    ),
  /** A silence ends by itself. */
  isPolled: true,
  words: async ({ db }, subjects) => {
    const rows = await db
      .selectFrom('alert')
      .select(['id', 'ruleJson', 'labelsJson'])
      .where('id', 'in', subjects)
      .execute();
    return new Map(
      rows.map((row) => [row.id, { who: ruleOf(row).name, text: Object.values(labelsOf(row)).join(', ') || null }]),
    );
  },
};
