import type { ConversationStatus, Message, ThreadEvent } from '#shared/chat/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import { conversationFor } from './access.ts';
import type { ConversationRow } from './rows.ts';
import { aboutConversation, INBOX, onConversation } from './topic.ts';

/** Records that status or assignee changed to what `conversation` says, by which `change`. `message` is the thread item that tells of it. */
export async function recordConversationChange(
  { unit: { db }, record }: CommandContext,
  conversation: Pick<ConversationRow, 'id' | 'customerId' | 'status' | 'assigneeId' | 'revision'>,
  change: ThreadEvent['type'],
  message: Message | null,
): Promise<void> {
  const { id, status, assigneeId, revision } = conversation;
  const assignee =
    assigneeId === null
      ? null
      : await db.selectFrom('account').select(['id', 'name']).where('id', '=', assigneeId).executeTakeFirstOrThrow();
  await record({
    name: 'chat.conversationChanged',
    subjects: [
      ...aboutConversation(conversation),
      ...(assigneeId === null ? [] : [{ kind: 'account' as const, id: assigneeId }]),
    ],
    facts: { change, revision, status, assigneeId, seq: message?.seq ?? null },
    deliveries: [
      onConversation('chat.conversationChanged', { conversationId: id, status, assignee, message }, revision),
    ],
    touches: [INBOX],
  });
}

interface Change {
  readonly status: ConversationStatus;
  readonly assigneeId: string | null;
  readonly waitingSince: number | null;
}

/** Adds the thread item that tells of a change, and writes the change. The command's id becomes the item's. */
export async function changeWithItem(
  context: CommandContext,
  conversation: ConversationRow,
  itemId: string,
  event: ThreadEvent,
  change: Change,
): Promise<void> {
  const { unit, at, principal } = context;
  if (principal.kind !== 'staff') throw new AppError('FORBIDDEN', 'Only staff may do this.');
  const seq = conversation.lastSeq + 1;
  const revision = conversation.revision + 1;
  const author = { kind: 'staff', id: principal.accountId, name: principal.name } as const;
  const taken = await unit.db.selectFrom('thread_item').select('id').where('id', '=', itemId).executeTakeFirst();
  if (taken !== undefined)
    throw new AppError('CONFLICT', 'This id was already used. Make a new one.', { reason: 'idTaken' });
  await unit.db
    .insertInto('thread_item')
    .values({
      id: itemId,
      conversationNumber: conversation.number,
      seq,
      kind: 'event',
      visibility: 'public',
      body: '',
      authorKind: author.kind,
      authorId: author.id,
      event: event.type,
      objectKind: event.type === 'assigned' ? 'account' : null,
      objectId: event.type === 'assigned' ? change.assigneeId : null,
      at,
    })
    .execute();
  await unit.db
    .updateTable('conversation')
    .set({ ...change, revision, lastSeq: seq, activeAt: at })
    .where('id', '=', conversation.id)
    .execute();
  const message: Message = { id: itemId, seq, kind: 'event', body: '', author, at, event };
  await recordConversationChange(context, { ...conversation, ...change, revision }, event.type, message);
}

/** Gives the conversation to a colleague who may answer, or back to the queue. Assigning to whom it belongs already changes nothing. */
export const assign: CommandHandler<'chat.assign'> = async (context, { id, conversationId, assigneeId }) => {
  const conversation = await conversationFor(context.unit, context.principal, conversationId);
  if (conversation.assigneeId === assigneeId) return {};
  const { status, waitingSince } = conversation;
  if (assigneeId === null) {
    await changeWithItem(context, conversation, id, { type: 'unassigned' }, { status, waitingSince, assigneeId });
    return {};
  }
  const account = await context.unit.db
    .selectFrom('account')
    .select(['name', 'rolesJson'])
    .where('id', '=', assigneeId)
    .where('deactivatedAt', 'is', null)
    .executeTakeFirst();
  if (account === undefined || !(JSON.parse(account.rolesJson) as string[]).includes('support')) {
    throw new AppError('NOT_FOUND', 'This colleague cannot take conversations.', { reason: 'assignee' });
  }
  await changeWithItem(
    context,
    conversation,
    id,
    { type: 'assigned', to: account.name },
    { status, waitingSince, assigneeId },
  );
  return {};
};

/** Nobody waits in a closed conversation. Closing a closed one changes nothing. */
export const close: CommandHandler<'chat.close'> = async (context, { id, conversationId }) => {
  const conversation = await conversationFor(context.unit, context.principal, conversationId);
  if (conversation.status === 'closed') return {};
  const { assigneeId } = conversation;
  await changeWithItem(
    context,
    conversation,
    id,
    { type: 'closed' },
    { status: 'closed', assigneeId, waitingSince: null },
  );
  return {};
};

/** Opens a closed conversation; its customer waits again if the last word was theirs. */
export const reopen: CommandHandler<'chat.reopen'> = async (context, { id, conversationId }) => {
  const conversation = await conversationFor(context.unit, context.principal, conversationId);
  if (conversation.status === 'open') return {};
  const { assigneeId, lastMessageAuthorKind, lastMessageAt } = conversation;
  const waitingSince = lastMessageAuthorKind === 'visitor' ? lastMessageAt : null;
  await changeWithItem(context, conversation, id, { type: 'reopened' }, { status: 'open', assigneeId, waitingSince });
  return {};
};
