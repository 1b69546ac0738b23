import { v7 as uuidv7 } from 'uuid';
import type { Message, RefundEvent } from '#shared/chat/contract.ts';
import { REFUND_FAILURES } from '#shared/chat/failures.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Change, CommandContext } from '#server/journal/context.ts';
import type { Schema } from '#server/storage/schema.ts';
import { ANY_STAFF, conversationForWriting, type ConversationToWriteIn } from './access.ts';
import { recordConversationChange } from './change.ts';
import { itemAt } from './objects.ts';
import { tellMessage } from './send.ts';
import { insertMessage } from './threadItems.ts';
import { INBOX, onConversation } from './topic.ts';

type RefundRow = Schema['refund_intent'];
/** A refund that was drafted in a conversation. */
export type RefundInThread = RefundRow & { readonly conversationId: string };

/** What is added to an entry of the journal so that the thread hears of it. */
type Heard = Pick<Change, 'facts' | 'deliveries'> & { readonly touches: readonly string[] };

const isFailure = (event: RefundEvent): boolean => (REFUND_FAILURES as readonly string[]).includes(event);

const find = ({ unit }: CommandContext, id: string) => conversationForWriting(unit, ANY_STAFF, id);

const authorOf = ({ principal }: CommandContext): Message['author'] =>
  principal.kind === 'staff'
    ? { kind: 'staff', id: principal.accountId, name: principal.name }
    : { kind: 'system', id: null, name: null };

interface NewItem {
  readonly id: string;
  readonly kind: 'object' | 'event';
  readonly event: RefundEvent | null;
  readonly author: Message['author'];
  readonly refundId: string;
}

/** Adds what only colleagues see: a visitor's cursor stays where it is. @returns the item as they see it. */
async function addForStaff(context: CommandContext, found: ConversationToWriteIn, item: NewItem): Promise<Message> {
  const { unit, at } = context;
  const { author, refundId, ...itself } = item;
  const seq = found.lastSeq + 1;
  await unit.db
    .insertInto('thread_item')
    .values({
      ...itself,
      conversationNumber: found.number,
      seq,
      visibility: 'internal',
      body: '',
      authorKind: author.kind,
      authorId: author.id,
      objectKind: 'refund',
      objectId: refundId,
      at,
    })
    .execute();
  await unit.db.updateTable('conversation').set({ lastSeq: seq, activeAt: at }).where('id', '=', found.id).execute();
  return itemAt(context, found.number, seq);
}

/**
 * Puts a refund, whose row is there, into its conversation, for colleagues only; its id becomes the item's.
 * @returns what the entry that tells of it takes along. @throws AppError CONFLICT idTaken.
 */
export async function addRefund(context: CommandContext, refund: RefundInThread): Promise<Heard> {
  const { id, conversationId } = refund;
  const taken = await context.unit.db.selectFrom('thread_item').select('id').where('id', '=', id).executeTakeFirst();
  if (taken !== undefined)
    throw new AppError('CONFLICT', 'This id was already used. Make a new one.', { reason: 'idTaken' });
  const author = authorOf(context);
  const found = await find(context, conversationId);
  const message = await addForStaff(context, found, { id, kind: 'object', event: null, author, refundId: id });
  return {
    facts: { seq: message.seq, isNew: true },
    deliveries: [onConversation('chat.messageAdded', { conversationId, message }, null)],
    touches: [INBOX],
  };
}

/** A refund, whose row says so already, stands otherwise. @returns what the entry that tells of it takes along. */
export async function refundChanged(context: CommandContext, { id, conversationId }: RefundInThread): Promise<Heard> {
  const item = await context.unit.db.selectFrom('thread_item').select('seq').where('id', '=', id).executeTakeFirst();
  // Drafted by a server that put none into the thread.
  if (item === undefined) return { facts: {}, touches: [] };
  const { number } = await find(context, conversationId);
  const message = await itemAt(context, number, item.seq);
  return {
    facts: { seq: item.seq },
    deliveries: [onConversation('chat.objectChanged', { conversationId, message }, null)],
    touches: [],
  };
}

/** A closed conversation opens again, and everybody is told; whose it is stays as it is. */
async function openAgain(context: CommandContext, found: ConversationToWriteIn, why: RefundEvent): Promise<void> {
  if (found.status === 'open') return;
  const opened = { ...found, status: 'open' as const, revision: found.revision + 1 };
  const { status, revision } = opened;
  await context.unit.db.updateTable('conversation').set({ status, revision }).where('id', '=', found.id).execute();
  await recordConversationChange(context, opened, why, null);
}

/** Tells colleagues, in one line at the end of the thread, what became of a refund. One whose money did not arrive opens the conversation again and counts as unread. */
export async function tellRefund(context: CommandContext, refund: RefundInThread, event: RefundEvent): Promise<void> {
  const { conversationId, id: refundId } = refund;
  const isNews = isFailure(event);
  if (isNews) await openAgain(context, await find(context, conversationId), event);
  const found = await find(context, conversationId);
  const author = authorOf(context);
  const message = await addForStaff(context, found, { id: uuidv7(), kind: 'event', event, author, refundId });
  if (isNews)
    await context.unit.db
      .updateTable('conversation')
      .set({ unread: found.unread + 1, failedSeq: message.seq })
      .where('id', '=', conversationId)
      .execute();
  await context.record({
    name: 'chat.colleaguesTold',
    subjects: [
      { kind: 'conversation', id: conversationId },
      { kind: 'refund', id: refundId },
    ],
    facts: { seq: message.seq, event },
    deliveries: [onConversation('chat.messageAdded', { conversationId, message }, null)],
    touches: [INBOX],
  });
}

/**
 * Says a refund's words to the customer, in the name of who drafted it, or else requested it. Neither opens the conversation nor makes it
 * theirs, and who waits for an answer goes on waiting: nobody has answered.
 */
export async function sayWords(context: CommandContext, refund: RefundInThread, body: string): Promise<void> {
  const { unit, at } = context;
  const found = await find(context, refund.conversationId);
  const account = await unit.db
    .selectFrom('account')
    .select(['id', 'name'])
    .where('id', '=', refund.draftedBy ?? refund.requestedBy ?? '')
    .executeTakeFirstOrThrow();
  const author = { kind: 'staff', ...account } as const;
  const message: Message = { id: uuidv7(), seq: found.lastSeq + 1, kind: 'message', body, author, at, event: null };
  const { id, seq } = message;
  const conversationNumber = found.number;
  await unit.write(insertMessage, { id, conversationNumber, seq, body, authorKind: 'staff', authorId: account.id, at });
  const { unread, waitingSince } = found;
  const about = [{ kind: 'refund' as const, id: refund.id }];
  await tellMessage(context, found, message, { unread, waitingSince, echo: true, about });
}
