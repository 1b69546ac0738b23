import { isOwed, stageOf } from '#shared/billing/disputes/states.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { Draft } from '#server/billing/mirror/draft.ts';
import { isOf } from '#server/billing/mirror/stored.ts';
import type { ReadObject } from '#server/billing/stripe/shapes/shapes.ts';
import { changeAnswer, type AnswerRow } from './answerRows.ts';

const GIVEN_IN = ['lost', 'warning_closed'];

const DONE = { state: 'done', nextAt: null } as const;
const ELSEWHERE = {
  state: 'declined',
  failureCode: 'elsewhere',
  failure: 'The dispute was answered or closed elsewhere, before this reached Stripe.',
  nextAt: null,
} as const;
/** What was said to a question is not said to the dispute that it became. */
const ESCALATED = {
  state: 'declined',
  failureCode: 'escalated',
  failure: 'The bank’s question became a dispute before this reached Stripe. Answer the dispute.',
  nextAt: null,
} as const;

/** What a dispute as it stands makes of an answer under way; null when nothing yet. */
function verdictOn(row: AnswerRow, { status, metadata }: ReadObject<'dispute'>): Partial<AnswerRow> | null {
  if (row.deed === 'submit' && metadata?.['optimaliq_evidence'] === row.id) return DONE;
  if (status === null) return null;
  if (isOwed(status)) return stageOf(status) === row.stage ? null : ESCALATED;
  return row.deed === 'accept' && GIVEN_IN.includes(status) ? DONE : ELSEWHERE;
}

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
      if (verdict !== null) await changeAnswer(context, row, verdict);
    }
  }
}
