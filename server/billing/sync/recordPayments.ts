import type { MirroredKind } from '#shared/billing/objects.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { Schema } from '#server/storage/schema.ts';

/** The feed's topic of changed payments. */
export const PAYMENTS = 'payments';

/** More payments than this at once, and the lists are read anew instead. */
const MAXIMUM_TOLD = 500;

/** A page of a back-fill: however many payments it brought, one entry. */
export async function recordPage({ record }: CommandContext, kind: MirroredKind, payments: number): Promise<void> {
  if (payments === 0) return;
  await record({ name: 'billing.mirrored', subjects: [], facts: { kind, payments }, touches: [PAYMENTS] });
}

/** An entry for each payment that has changed. */
export async function recordPayments(context: CommandContext, payments: readonly Schema['payment'][]): Promise<void> {
  if (payments.length > MAXIMUM_TOLD) {
    await recordPage(context, 'customer', payments.length);
    return;
  }
  for (const { id, state, refunded, disputeState } of payments) {
    await context.record({
      name: 'billing.paymentChanged',
      subjects: [{ kind: 'payment', id }],
      facts: { state, refunded, dispute: disputeState },
      touches: [PAYMENTS],
    });
  }
}
