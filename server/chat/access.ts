import type { Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { statement } from '#server/storage/statement.ts';
import type { StatementRunner } from '#server/storage/unitOfWork.ts';
import type { ConversationRow } from './rows.ts';

/** Staff whose permission was checked before; which of them makes no difference. */
export const ANY_STAFF = {
  kind: 'staff',
  accountId: '',
  sessionId: '',
  name: '',
  roles: [],
  expiresAt: Infinity,
} as const;

const conversationById = statement<{ id: string }, ConversationRow>((db, argument) =>
  db.selectFrom('conversation').selectAll().where('id', '=', argument('id')),
);

const customerOfVisitor = statement<{ id: string }, { customerId: string }>((db, argument) =>
  db.selectFrom('visitor').select('customerId').where('id', '=', argument('id')),
);

/** Whether staff, or the visitor's customer, may see a conversation. Two look-ups by key, which took a tenth of the time of their join. */
async function isTheirs(unit: StatementRunner, principal: Principal, conversation: ConversationRow): Promise<boolean> {
  if (principal.kind === 'staff') return true;
  if (principal.kind !== 'visitor') return false;
  const [visitor] = await unit.run(customerOfVisitor, { id: principal.visitorId });
  return visitor?.customerId === conversation.customerId;
}

const notFound = (): AppError =>
  new AppError('NOT_FOUND', 'This conversation does not exist.', { reason: 'conversation' });

/** What writing a message needs of its conversation: few columns, because this is the hot path. */
export type ConversationToWriteIn = Pick<
  ConversationRow,
  'number' | 'id' | 'customerId' | 'status' | 'assigneeId' | 'revision' | 'lastSeq' | 'unread' | 'waitingSince'
>;

const conversationToWriteIn = statement<
  { id: string; visitorId: string },
  ConversationToWriteIn & { askingCustomerId: string | null }
>((db, argument) =>
  db
    .selectFrom('conversation')
    .select(({ selectFrom }) => [
      'number',
      'id',
      'customerId',
      'status',
      'assigneeId',
      'revision',
      'lastSeq',
      'unread',
      'waitingSince',
      selectFrom('visitor')
        .select('visitor.customerId')
        .where('visitor.id', '=', argument('visitorId'))
        .as('askingCustomerId'),
    ])
    .where('id', '=', argument('id')),
);

/** As `conversationFor`, for writing a message. @throws AppError NOT_FOUND. */
export async function conversationForWriting(
  unit: StatementRunner,
  principal: Principal,
  id: string,
): Promise<ConversationToWriteIn> {
  const visitorId = principal.kind === 'visitor' ? principal.visitorId : '';
  const [row] = await unit.run(conversationToWriteIn, { id, visitorId });
  const isTheirs =
    principal.kind === 'staff' || (principal.kind === 'visitor' && row?.askingCustomerId === row?.customerId);
  if (row === undefined || !isTheirs) throw notFound();
  return row;
}

/**
 * The conversation, if it is theirs: a visitor sees those of their customer, staff (whose permission was checked before) all.
 * @throws AppError NOT_FOUND otherwise, the same whether it does not exist or is somebody else's.
 */
export async function conversationFor(
  unit: StatementRunner,
  principal: Principal,
  id: string,
): Promise<ConversationRow> {
  const [row] = await unit.run(conversationById, { id });
  if (row === undefined || !(await isTheirs(unit, principal, row))) {
    throw notFound();
  }
  return row;
}
