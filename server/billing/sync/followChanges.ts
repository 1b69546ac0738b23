import type { CommandContext } from '#server/journal/context.ts';
import type { Draft } from '#server/billing/mirror/draft.ts';
import { matchChanges } from '#server/billing/payers/matching.ts';
import { settleAnswers } from '#server/billing/disputes/settle.ts';
import { settleRefunds } from '#server/billing/refunds/settle.ts';
import { settleRequests } from '#server/billing/requests/settle.ts';
import type { Schema } from '#server/storage/schema.ts';

/** What follows here from what has changed at Stripe, in the transaction that mirrors it, however it came. */
export async function followChanges(
  context: CommandContext,
  changes: ReturnType<Draft['changes']>,
  payments: readonly Schema['payment'][],
): Promise<void> {
  await settleRequests(context, changes);
  await matchChanges(context, changes, payments);
  await settleRefunds(
    context,
    changes.map(({ now }) => now),
  );
  await settleAnswers(context, changes);
}
