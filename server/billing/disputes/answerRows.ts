import { stageOf } from '#shared/billing/disputes/states.ts';
import type { Answer } from '#shared/billing/disputes/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { EntryName } from '#shared/audit/entries.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';
import { PAYMENTS } from '#server/billing/sync/recordPayments.ts';
import { disputeCalled, subjectsOf } from './rows.ts';

export type AnswerRow = Schema['dispute_answer'];

/** What an answer holds. */
export type Content = Pick<Answer, 'texts' | 'files'>;

export const contentOf = ({ contentJson }: Pick<AnswerRow, 'contentJson'>): Content =>
  JSON.parse(contentJson) as Content;

export function answerOf(row: AnswerRow, name: string | null): Answer {
  return {
    id: row.id,
    deed: row.deed,
    stage: row.stage,
    state: row.state,
    by: { name, at: row.answeredAt },
    ...contentOf(row),
    failure: row.failure === null ? null : { code: row.failureCode ?? 'unknown', message: row.failure },
    changedAt: row.changedAt,
  };
}

/** The answer that a dispute has, or is about to have, where it stands now. */
export const answerUnderWay = (
  db: ReadableDatabase,
  { id, state }: Pick<Schema['dispute'], 'id' | 'state'>,
): Promise<AnswerRow | undefined> =>
  db
    .selectFrom('dispute_answer')
    .selectAll()
    .where('disputeId', '=', id)
    .where('stage', '=', stageOf(state))
    .where('state', 'in', ['sending', 'unknown', 'done'])
    .executeTakeFirst();

/** @throws AppError NOT_FOUND. */
export async function answerCalled(db: ReadableDatabase, id: string): Promise<AnswerRow> {
  const row = await db.selectFrom('dispute_answer').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'This answer does not exist.', { reason: 'disputeAnswer' });
  return row;
}

/** Whether Stripe has neither taken nor refused it. */
export const isUnderWay = ({ state }: AnswerRow): boolean => state === 'sending' || state === 'unknown';

/** Tells what has become of an answer. */
export async function tell(
  { unit: { db }, record }: CommandContext,
  { id, disputeId, deed, state }: AnswerRow,
  name: EntryName,
): Promise<void> {
  const subjects = subjectsOf(await disputeCalled(db, disputeId));
  await record({ name, subjects, facts: { answerId: id, deed, state }, touches: [PAYMENTS] });
}

export async function changeAnswer(
  context: CommandContext,
  row: AnswerRow,
  changes: Partial<AnswerRow>,
): Promise<void> {
  const next = { ...row, ...changes, changedAt: context.at };
  await context.unit.db
    .updateTable('dispute_answer')
    .set({ ...changes, changedAt: context.at })
    .where('id', '=', row.id)
    .execute();
  await tell(context, next, 'billing.disputeAnswerChanged');
}
