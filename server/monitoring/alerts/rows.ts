import type { Alert } from '#shared/monitoring/alerts/contract.ts';
import type { AlertRule } from '#shared/monitoring/alerts/rule.ts';
import type { EscalationStep } from '#shared/monitoring/alerts/routing.ts';
import { silencedUntil, type SilenceScope } from '#shared/monitoring/alerts/silence.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { EntryName } from '#shared/audit/entries.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { Facts, Subject } from '#server/journal/entry.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';

/** The topic on which consoles follow alerts. */
export const ALERTS = 'alerts';

export type AlertRow = Schema['alert'];

export const labelsOf = ({ labelsJson }: { readonly labelsJson: string }): Record<string, string> =>
  JSON.parse(labelsJson) as Record<string, string>;
export const ruleOf = ({ ruleJson }: { readonly ruleJson: string }): AlertRule => JSON.parse(ruleJson) as AlertRule;
export const planOf = ({ planJson }: Pick<AlertRow, 'planJson'>): readonly EscalationStep[] =>
  JSON.parse(planJson) as EscalationStep[];

/** The silences that have not ended. */
export async function silencesAt(db: ReadableDatabase, at: number): Promise<readonly SilenceScope[]> {
  const rows = await db.selectFrom('alert_silence').selectAll().where('endsAt', '>', at).execute();
  return rows.map((row) => ({ ...row, labels: labelsOf(row) }));
}

export const silencedOf = (silences: readonly SilenceScope[], row: AlertRow, at: number): number | null =>
  silencedUntil(silences, { ruleId: row.ruleId, labels: labelsOf(row) }, at);

export function alertOf(row: AlertRow, silences: readonly SilenceScope[], at: number): Alert {
  const { acknowledgedBy, acknowledgedAt, resolvedAt, resolvedAs } = row;
  return {
    id: row.id,
    ruleId: row.ruleId,
    rule: ruleOf(row),
    severity: row.severity,
    labels: labelsOf(row),
    startedAt: row.startedAt,
    value: row.value,
    lastValue: row.lastValue,
    acknowledged:
      acknowledgedBy === null || acknowledgedAt === null ? null : { by: acknowledgedBy, at: acknowledgedAt },
    resolved: resolvedAt === null ? null : { by: row.resolvedBy, at: resolvedAt, as: resolvedAs ?? 'recovered' },
    silencedUntil: resolvedAt === null ? silencedOf(silences, row, at) : null,
    routeName: row.routeName,
    told: row.told,
    nextStepAt: row.nextStepAt,
  };
}

/** @throws AppError NOT_FOUND. */
export async function alertCalled(db: ReadableDatabase, id: string): Promise<AlertRow> {
  const row = await db.selectFrom('alert').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'This alert does not exist.', { reason: 'alert' });
  return row;
}

export const openAlerts = (db: ReadableDatabase) => db.selectFrom('alert').selectAll().where('resolvedAt', 'is', null);

/** The open alert of a group of a rule. */
export const openAlertOf = (db: ReadableDatabase, ruleId: string, key: string) =>
  openAlerts(db).where('ruleId', '=', ruleId).where('groupKey', '=', key).executeTakeFirst();

const about = ({ id, ruleId }: AlertRow): readonly Subject[] => [
  { kind: 'alert', id },
  { kind: 'alertRule', id: ruleId },
];

/** Writes the journal's entry about an alert, and tells those who look on. */
export async function recordAlert(
  { record }: CommandContext,
  row: AlertRow,
  name: EntryName,
  facts: Facts = {},
): Promise<void> {
  await record({ name, subjects: about(row), facts: { severity: row.severity, ...facts }, touches: [ALERTS] });
}

/** Writes what has changed of an alert. */
export async function changeAlert(
  { unit: { db } }: CommandContext,
  row: AlertRow,
  changes: Partial<AlertRow>,
): Promise<AlertRow> {
  await db.updateTable('alert').set(changes).where('id', '=', row.id).execute();
  return { ...row, ...changes };
}

/** It is over, for this reason; `by` is null where nobody did it. */
export async function endAlert(
  context: CommandContext,
  row: AlertRow,
  as: NonNullable<AlertRow['resolvedAs']>,
  { by, at }: { readonly by: string | null; readonly at: number },
): Promise<AlertRow> {
  const ended = await changeAlert(context, row, { resolvedAt: at, resolvedBy: by, resolvedAs: as, nextStepAt: null });
  await recordAlert(context, ended, 'monitoring.alertResolved', { as, firedMs: Math.max(0, at - row.startedAt) });
  return ended;
}
