import type { OutputOf } from '#shared/contract.ts';
import { SEVERITIES } from '#shared/monitoring/alerts/rule.ts';
import type { QueryContext } from '#server/journal/context.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import { toldAlertCalled } from './acts.ts';
import { alertCalled, alertOf, openAlerts, silencesAt, type AlertRow } from './rows.ts';

const rank = (severity: (typeof SEVERITIES)[number]): number => SEVERITIES.indexOf(severity);

export const alerts: QueryHandler<'monitoring.alerts'> = async ({ unit: { db }, at }, input) => {
  const { view, ruleId, before, limit } = input;
  let found =
    view === 'open'
      ? openAlerts(db)
      : db
          .selectFrom('alert')
          .selectAll()
          .where('resolvedAt', 'is not', null)
          .orderBy('startedAt', 'desc')
          .limit(limit + 1);
  if (ruleId !== undefined) found = found.where('ruleId', '=', ruleId);
  if (before !== undefined) found = found.where('startedAt', '<', before);
  const rows = await found.execute();
  if (view === 'open')
    rows.sort(
      (one, other) =>
        Number(one.acknowledgedAt !== null) - Number(other.acknowledgedAt !== null) ||
        rank(one.severity) - rank(other.severity) ||
        other.startedAt - one.startedAt,
    );
  const silences = await silencesAt(db, at);
  return { alerts: rows.slice(0, limit).map((row) => alertOf(row, silences, at)), hasMore: rows.length > limit };
};

export const alertCounts: QueryHandler<'monitoring.alertCounts'> = async ({ unit: { db } }) => {
  const rows = await openAlerts(db).execute();
  const firing = rows.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  const worst = SEVERITIES.find((one) => firing.some(({ severity }) => severity === one)) ?? null;
  return { firing: firing.length, acknowledged: rows.length - firing.length, worst };
};

async function detailOf({ unit: { db }, at }: QueryContext, row: AlertRow): Promise<OutputOf<'monitoring.alert'>> {
  const told = await db
    .selectFrom('alert_told')
    .innerJoin('account', 'account.id', 'accountId')
    .select(['step', 'accountId', 'name', 'at'])
    .where('alertId', '=', row.id)
    .orderBy('at')
    .orderBy('name')
    .execute();
  const acted = [row.acknowledgedBy, row.resolvedBy].filter((one) => one !== null);
  const people = await db.selectFrom('account').select(['id as accountId', 'name']).where('id', 'in', acted).execute();
  return { alert: alertOf(row, await silencesAt(db, at), at), told, people };
}

export const alert: QueryHandler<'monitoring.alert'> = async (context, { alertId }) =>
  detailOf(context, await alertCalled(context.unit.db, alertId));

export const toldAlert: QueryHandler<'monitoring.toldAlert'> = async (context, { alertId }) =>
  detailOf(context, await toldAlertCalled(context.unit.db, context.principal, alertId));
