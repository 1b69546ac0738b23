import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { SEVERITIES } from '#shared/monitoring/alerts/rule.ts';
import type { QueryContext } from '#server/journal/context.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { toldAlertCalled } from './acts.ts';
import { alertCalled, alertOf, openAlerts, silencesAt, type AlertRow } from './rows.ts';

const rank = (severity: (typeof SEVERITIES)[number]): number => SEVERITIES.indexOf(severity);

type Asked = ParsedInputOf<'monitoring.alerts'>;

async function openOnes(db: ReadableDatabase, { ruleId, before, limit }: Asked) {
  const all = await openAlerts(db).execute();
  const rows = all
    .filter((row) => (ruleId ?? row.ruleId) === row.ruleId && row.startedAt < (before ?? Infinity))
    .sort(
      (one, other) =>
        Number(one.acknowledgedAt !== null) - Number(other.acknowledgedAt !== null) ||
        rank(one.severity) - rank(other.severity) ||
        other.startedAt - one.startedAt,
    );
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** A page goes on before the start of its last one, so all that began with that are on it, too. */
async function pastOnes(db: ReadableDatabase, { ruleId, before, limit }: Asked) {
  let found = db.selectFrom('alert').selectAll().where('resolvedAt', 'is not', null);
  if (ruleId !== undefined) found = found.where('ruleId', '=', ruleId);
  const older = before === undefined ? found : found.where('startedAt', '<', before);
  const rows = await older
    .orderBy('startedAt', 'desc')
    .limit(limit + 1)
    .execute();
  const [last, beyond] = [rows[limit - 1], rows[limit]];
  if (last === undefined || beyond?.startedAt !== last.startedAt)
    return { rows: rows.slice(0, limit), hasMore: beyond !== undefined };
  const together = await found.where('startedAt', '=', last.startedAt).execute();
  return { rows: [...rows.filter(({ startedAt }) => startedAt > last.startedAt), ...together], hasMore: true };
}

export const alerts: QueryHandler<'monitoring.alerts'> = async ({ unit: { db }, at }, input) => {
  const { rows, hasMore } = await (input.view === 'open' ? openOnes : pastOnes)(db, input);
  const silences = await silencesAt(db, at);
  return { alerts: rows.map((row) => alertOf(row, silences, at)), hasMore };
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
