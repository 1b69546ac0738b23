import { tellPaymentRequest } from '#server/chat/module.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { Schema } from '#server/storage/schema.ts';
import type { Draft } from '#server/billing/mirror/draft.ts';
import { linkByMachine } from '#server/billing/payers/links.ts';
import { isOf, type Stored } from '#server/billing/mirror/stored.ts';

type Row = Schema['payment_request'];

/** What a session makes of its request; null when nothing. A payment wins over whatever was decided meanwhile. */
function outcomeOf(request: Row, session: Stored<'checkout.session'>): 'paid' | 'expired' | null {
  const fields = session.fields();
  if (request.state === 'paid' || fields === null) return null;
  if (fields.payment_status === 'paid') return 'paid';
  // A link makes a session for each visit: that one of them ran out says nothing of the link.
  return fields.status === 'expired' && request.state === 'open' && request.stripeId === session.id ? 'expired' : null;
}

/** Whoever paid is the customer of the conversation, unless somebody has said otherwise of this payer. */
async function linkPayer(context: CommandContext, { conversationId }: Row, payerId: string | null): Promise<void> {
  if (payerId === null) return;
  const { customerId } = await context.unit.db
    .selectFrom('conversation')
    .select('customerId')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow();
  await linkByMachine(context, { payerId, customerId, how: 'request' });
}

/** Payment requests whose sessions changed change with them, in the same transaction. */
export async function settleRequests(context: CommandContext, changes: ReturnType<Draft['changes']>): Promise<void> {
  const { db } = context.unit;
  for (const { now } of changes) {
    if (!isOf(now, 'checkout.session')) continue;
    const fields = now.fields();
    if (fields === null || fields.status === 'open') continue;
    const request = await db
      .selectFrom('payment_request')
      .selectAll()
      .where('stripeId', 'in', [now.id, fields.payment_link ?? now.id])
      .executeTakeFirst();
    const state = request === undefined ? null : outcomeOf(request, now);
    if (request === undefined || state === null) continue;
    const change =
      state === 'paid' ? { state, paymentId: fields.payment_intent, paidAt: context.at } : ({ state } as const);
    await db.updateTable('payment_request').set(change).where('id', '=', request.id).execute();
    await tellPaymentRequest(context, { ...request, ...change });
    if (state === 'paid') await linkPayer(context, request, fields.customer ?? fields.payment_intent);
  }
}
