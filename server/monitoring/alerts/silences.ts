import type { Silence } from '#shared/monitoring/alerts/contract.ts';
import { silencedUntil, type SilenceScope } from '#shared/monitoring/alerts/silence.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { EntryName } from '#shared/audit/entries.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { Schema } from '#server/storage/schema.ts';
import { ALERTS, changeAlert, labelsOf, openAlerts, silencedOf, silencesAt, type AlertRow } from './rows.ts';
import { toldAfter } from './tell.ts';

const LONGEST_MS = 90 * 24 * 3_600_000;

const silenceOf = ({ labelsJson, ...row }: Schema['alert_silence']): Silence => ({
  ...row,
  labels: labelsOf({ labelsJson }),
});

export const silences: QueryHandler<'monitoring.silences'> = async ({ unit: { db }, at }) => {
  const rows = await db.selectFrom('alert_silence').selectAll().where('endsAt', '>', at).orderBy('endsAt').execute();
  return { silences: rows.map(silenceOf) };
};

async function coveredBy({ unit: { db } }: CommandContext, silence: SilenceScope): Promise<readonly AlertRow[]> {
  const rows = await openAlerts(db).execute();
  return rows.filter(
    (row) => silencedUntil([silence], { ruleId: row.ruleId, labels: labelsOf(row) }, silence.startsAt) !== null,
  );
}

/** With the alerts that it covers as subjects: what was told of them, or is to be told now, depends on it. */
const recordSilence = (
  { record }: CommandContext,
  name: EntryName,
  { id, ruleId }: Pick<Silence, 'id' | 'ruleId'>,
  covered: readonly AlertRow[],
  facts: Readonly<Record<string, number>>,
) =>
  record({
    name,
    subjects: [
      { kind: 'silence' as const, id },
      ...(ruleId === null ? [] : [{ kind: 'alertRule' as const, id: ruleId }]),
      ...covered.map((row) => ({ kind: 'alert' as const, id: row.id })),
    ],
    facts,
    touches: [ALERTS],
  });

export const silenceAlerts: CommandHandler<'monitoring.silenceAlerts'> = async (context, input) => {
  const { unit, principal, at } = context;
  const { id, ruleId, labels, endsAt, reason } = input;
  if (endsAt <= at || endsAt > at + LONGEST_MS)
    throw new AppError('CONFLICT', 'A silence ends within the next 90 days.', { reason: 'silenceEnd' });
  if (ruleId !== null) {
    const rule = await unit.db.selectFrom('alert_rule').select('removedAt').where('id', '=', ruleId).executeTakeFirst();
    if (rule?.removedAt !== null)
      throw new AppError('NOT_FOUND', 'This rule does not exist any more.', { reason: 'alertRule' });
  }
  const createdBy = principal.kind === 'staff' ? principal.accountId : '';
  const row = { id, ruleId, labelsJson: JSON.stringify(labels), startsAt: at, endsAt, reason, createdBy };
  await unit.db.insertInto('alert_silence').values(row).execute();
  const made = silenceOf(row);
  await recordSilence(context, 'monitoring.alertsSilenced', made, await coveredBy(context, made), { endsAt });
  return made;
};

/** What waited for its end is told now, or when the route's hours begin, or when another silence ends that covers it too. */
async function takeUp(context: CommandContext, row: AlertRow, endedAt: number): Promise<void> {
  const { unit, at } = context;
  if (row.nextStepAt === null || (row.told > 0 && row.nextStepAt < endedAt)) return;
  const until = silencedOf(await silencesAt(unit.db, at), row, at) ?? at;
  await changeAlert(context, row, { nextStepAt: await toldAfter(unit.db, row, until) });
}

export const endSilence: CommandHandler<'monitoring.endSilence'> = async (context, { silenceId }) => {
  const { unit, at } = context;
  const row = await unit.db
    .selectFrom('alert_silence')
    .selectAll()
    .where('id', '=', silenceId)
    .where('endsAt', '>', at)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'This silence has ended.', { reason: 'silence' });
  const covered = await coveredBy(context, silenceOf(row));
  await unit.db.updateTable('alert_silence').set({ endsAt: at }).where('id', '=', silenceId).execute();
  for (const one of covered) await takeUp(context, one, row.endsAt);
  await recordSilence(context, 'monitoring.silenceEnded', silenceOf(row), covered, {});
  return {};
};
