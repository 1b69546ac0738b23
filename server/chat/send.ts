import type { Author, Message } from '#shared/chat/contract.ts';
import { PREVIEW_CHARACTERS } from '#shared/chat/limits.ts';
import { AppError } from '#shared/wire/errors.ts';
import { statement } from '#server/storage/statement.ts';
import type { AuthorKind } from '#server/storage/schema.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { Subject } from '#server/journal/entry.ts';
import { conversationForWriting, type ConversationToWriteIn } from './access.ts';
import { recordConversationChange } from './change.ts';
import { insertMessage, itemById } from './threadItems.ts';
import { INBOX, onConversation } from './topic.ts';

interface Send {
  readonly id: string;
  readonly conversationId: string;
  readonly body: string;
}

interface AfterMessage {
  number: number;
  revision: number;
  seq: number;
  unread: number;
  waitingSince: number | null;
  preview: string;
  authorKind: AuthorKind;
  at: number;
}

export const updateAfterMessage = statement<AfterMessage>((db, argument) =>
  db
    .updateTable('conversation')
    .set({
      revision: argument('revision'),
      lastSeq: argument('seq'),
      unread: argument('unread'),
      waitingSince: argument('waitingSince'),
      lastMessageSeq: argument('seq'),
      lastMessagePreview: argument('preview'),
      lastMessageAuthorKind: argument('authorKind'),
      lastMessageAt: argument('at'),
      activeAt: argument('at'),
    })
    .where('number', '=', argument('number')),
);

/** The first answer, when what has this id is this very message. */
async function firstAnswer({ unit }: CommandContext, author: Author, { id, body }: Send, conversationNumber: number) {
  const [stored] = await unit.run(itemById, { id });
  if (
    stored?.authorKind === author.kind &&
    stored.authorId === author.id &&
    stored.conversationNumber === conversationNumber &&
    stored.body === body
  ) {
    return { seq: stored.seq, at: stored.at };
  }
  throw new AppError('CONFLICT', 'This id was already used for another message. Make a new one.', {
    reason: 'idTaken',
  });
}

/** White space that a preview must fold. */
const FOLDED = /[^\S ]|\s\s/;

/** The beginning of a body on one line. */
export function previewOf(body: string): string {
  const start = body.trimStart().slice(0, PREVIEW_CHARACTERS * 2);
  const line = FOLDED.test(start) ? start.replaceAll(/\s+/g, ' ') : start;
  return line.slice(0, PREVIEW_CHARACTERS).trimEnd().toWellFormed();
}

/** A closed conversation opens again when somebody writes, and an unassigned one becomes its answerer's. */
export async function changeBeforeMessage(
  context: CommandContext,
  conversation: ConversationToWriteIn,
  author: Author,
): Promise<ConversationToWriteIn> {
  const assigneeId = author.kind === 'staff' ? (conversation.assigneeId ?? author.id) : conversation.assigneeId;
  if (conversation.status === 'open' && assigneeId === conversation.assigneeId) return conversation;
  const changed: ConversationToWriteIn = {
    ...conversation,
    status: 'open',
    assigneeId,
    revision: conversation.revision + 1,
  };
  await context.unit.db
    .updateTable('conversation')
    .set({ status: 'open', assigneeId })
    .where('id', '=', conversation.id)
    .execute();
  const change = conversation.status === 'closed' ? 'reopened' : 'assigned';
  await recordConversationChange(context, changed, change, null);
  return changed;
}

/**
 * Adds a message to a thread. The hot path: prepared statements only. A repeated call is recognised by the stored message itself.
 * `seq` is the message's place in the thread, `at` its time in UTC milliseconds.
 */
export async function send(context: CommandContext, input: Send, author: Author): Promise<{ seq: number; at: number }> {
  const { unit, at, principal } = context;
  const found = await conversationForWriting(unit, principal, input.conversationId);
  const seq = found.lastSeq + 1;
  const added = await unit.write(insertMessage, {
    id: input.id,
    conversationNumber: found.number,
    seq,
    body: input.body,
    authorKind: author.kind,
    authorId: author.id,
    at,
  });
  if (added === 0) return firstAnswer(context, author, input, found.number);

  const conversation = await changeBeforeMessage(context, found, author);
  const fromVisitor = author.kind === 'visitor';
  const message: Message = { id: input.id, seq, kind: 'message', body: input.body, author, at, event: null };
  await tellMessage(context, conversation, message, {
    unread: conversation.unread + (fromVisitor ? 1 : 0),
    waitingSince: fromVisitor ? (conversation.waitingSince ?? at) : null,
    echo: false,
  });
  return { seq, at };
}

interface AfterTelling {
  readonly unread: number;
  readonly waitingSince: number | null;
  /** Whether the connection that caused it is told too. */
  readonly echo: boolean;
  /** What it is about beside the conversation. */
  readonly about?: readonly Subject[];
}

/** Brings a conversation up to a message that was stored, and tells both sides of it. */
export async function tellMessage(
  { unit, record }: CommandContext,
  { number, id, revision: before }: ConversationToWriteIn,
  message: Message,
  { unread, waitingSince, echo, about = [] }: AfterTelling,
): Promise<void> {
  const { seq, at, author, body } = message;
  const revision = before + 1;
  const preview = previewOf(body);
  const { kind: authorKind } = author;
  await unit.write(updateAfterMessage, { number, revision, seq, unread, waitingSince, preview, authorKind, at });
  await record({
    name: 'chat.messageAdded',
    // The customer's timeline finds messages through their conversations.
    subjects: [{ kind: 'conversation', id }, ...about],
    facts: { revision, seq },
    deliveries: [onConversation('chat.messageAdded', { conversationId: id, message }, revision, { echo })],
    touches: [INBOX],
  });
}
