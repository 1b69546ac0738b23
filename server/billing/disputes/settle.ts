import { isOwed } from '#shared/billing/disputes/states.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { Draft } from '#server/billing/mirror/draft.ts';
import { isOf } from '#server/billing/mirror/stored.ts';
import type { ReadObject } from '#server/billing/stripe/shapes/shapes.ts';
import { changeAnswer, type AnswerRow } from './answerRows.ts';

const GIVEN_IN = ['lost', 'warning_closed'];

/** What a dispute as it stands says of an answer under way; null when nothing yet. */
function verdictOn(row: AnswerRow, { status, metadata }: ReadObject<'dispute'>): 'done' | 'elsewhere' | null {
  if (row.deed === 'submit' && metadata?.['optimaliq_evidence'] === row.id) return 'done';
  if (status === null || isOwed(status)) return null;
  return row.deed === 'accept' && GIVEN_IN.includes(status) ? 'done' : 'elsewhere';
}

const ELSEWHERE = {
  state: 'declined',
  failureCode: 'elsewhere',
  failure: 'The dispute was answered or closed elsewhere, before this reached Stripe.',
  nextAt: null,
} as const;

/** Answers stand as Stripe’s disputes do, in the transaction that mirrors them, however those came. */
export async function settleAnswers(context: CommandContext, changes: ReturnType<Draft['changes']>): Promise<void> {
  for (const { now } of changes) {
    if (!isOf(now, 'dispute')) continue;
    const fields = now.fields();
    if (fields === null) continue;
    const rows = await context.unit.db
      .selectFrom('dispute_answer')
      .selectAll()
      .where('disputeId', '=', now.id)
      .where('state', 'in', ['sending', 'unknown'])
      .execute();
    for (const row of rows) {
      const verdict = verdictOn(row, fields);
      if (verdict === 'done') await changeAnswer(context, row, { state: 'done', nextAt: null });
      else if (verdict === 'elsewhere') await changeAnswer(context, row, ELSEWHERE);
    }
  }
}
