import { isGranted } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Schema } from '#server/storage/schema.ts';
import type { CommandContext } from '#server/journal/context.ts';
import { ANY_STAFF, conversationForWriting } from './access.ts';
import { messageOf } from './rows.ts';
import { changeBeforeMessage, previewOf, updateAfterMessage } from './send.ts';
import { itemsBefore } from './threadItems.ts';
import { INBOX, onConversation } from './topic.ts';

type PaymentRequestRow = Schema['payment_request'];

/** The item as everybody sees it now. */
export async function itemAt({ unit }: Pick<CommandContext, 'unit'>, conversationNumber: number, seq: number) {
  const [row] = await unit.run(itemsBefore, { conversationNumber, before: seq + 1, limit: 1, visibility: '%' });
  if (row?.seq !== seq) throw new AppError('INTERNAL', 'A thread item is not where it was written.');
  return messageOf(row);
}

/** Who asks for money answers: the conversation becomes theirs if it is nobody's, and opens again. @throws AppError NOT_FOUND. */
export async function takeUpConversation(context: CommandContext, conversationId: string): Promise<void> {
  const { unit, principal, at } = context;
  const found = await conversationForWriting(unit, principal, conversationId);
  // Who only reads along takes nothing on.
  if (principal.kind !== 'staff' || !isGranted(principal.roles, 'chat.write')) return;
  const author = { kind: 'staff', id: principal.accountId, name: principal.name } as const;
  const { revision } = await changeBeforeMessage(context, found, author);
  if (revision === found.revision) return;
  await unit.db.updateTable('conversation').set({ revision, activeAt: at }).where('id', '=', conversationId).execute();
}

/** Sends an open payment request, whose row is there, into its conversation, in the name of who asked for it; its id becomes the item's. */
export async function addPaymentRequest(context: CommandContext, request: PaymentRequestRow): Promise<void> {
  const { unit, at, record } = context;
  const author = { kind: 'staff', id: request.createdBy, name: null } as const;
  const found = await conversationForWriting(unit, ANY_STAFF, request.conversationId);
  const seq = found.lastSeq + 1;
  await unit.db
    .insertInto('thread_item')
    .values({
      id: request.id,
      conversationNumber: found.number,
      seq,
      kind: 'object',
      visibility: 'public',
      body: request.description,
      authorKind: author.kind,
      authorId: author.id,
      objectKind: 'paymentRequest',
      objectId: request.id,
      at,
    })
    .execute();
  const revision = found.revision + 1;
  await unit.write(updateAfterMessage, {
    number: found.number,
    revision,
    seq,
    unread: found.unread,
    // A colleague who does not answer chats may have asked: then the customer still waits for somebody.
    waitingSince: found.assigneeId === null ? found.waitingSince : null,
    preview: previewOf(request.description),
    authorKind: author.kind,
    at,
  });
  const message = await itemAt(context, found.number, seq);
  await record({
    // Who asked is told by an entry of its own, written when they did.
    name: 'chat.messageAdded',
    subjects: [
      { kind: 'conversation', id: found.id },
      { kind: 'paymentRequest', id: request.id },
    ],
    facts: { revision, seq, state: 'open', paidAt: null },
    deliveries: [onConversation('chat.messageAdded', { conversationId: found.id, message }, revision)],
    touches: [INBOX],
  });
}

/** Tells a conversation that its payment request, whose row says so already, stands otherwise. */
export async function tellPaymentRequest(context: CommandContext, request: PaymentRequestRow): Promise<void> {
  const { unit, at, record } = context;
  const found = await conversationForWriting(unit, ANY_STAFF, request.conversationId);
  const { seq } = await unit.db
    .selectFrom('thread_item')
    .select('seq')
    .where('id', '=', request.id)
    .executeTakeFirstOrThrow();
  const revision = found.revision + 1;
  await unit.db.updateTable('conversation').set({ revision, activeAt: at }).where('id', '=', found.id).execute();
  const message = await itemAt(context, found.number, seq);
  const { state, paidAt } = request;
  await record({
    name: 'billing.paymentRequestChanged',
    subjects: [
      { kind: 'conversation', id: found.id },
      { kind: 'paymentRequest', id: request.id },
      ...(request.paymentId === null ? [] : [{ kind: 'payment' as const, id: request.paymentId }]),
    ],
    facts: { revision, seq, state, paidAt },
    deliveries: [onConversation('chat.objectChanged', { conversationId: found.id, message }, revision)],
    touches: [INBOX],
  });
}
