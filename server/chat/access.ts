import type { Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { statement } from '#server/storage/statement.ts';
import type { StatementRunner } from '#server/storage/unitOfWork.ts';
import type { ConversationRow } from './rows.ts';

const conversationById = statement<{ id: string }, ConversationRow>((db, argument) =>
  db.selectFrom('conversation').selectAll().where('id', '=', argument('id')),
);

const conversationOfVisitor = statement<{ id: string; visitorId: string }, ConversationRow>((db, argument) =>
  db
    .selectFrom('conversation')
    .innerJoin('visitor', 'visitor.customerId', 'conversation.customerId')
    .selectAll('conversation')
    .where('conversation.id', '=', argument('id'))
    .where('visitor.id', '=', argument('visitorId')),
);

/**
 * The conversation, if it is theirs: a visitor sees those of their customer, staff (whose permission was checked before) all.
 * @throws AppError NOT_FOUND otherwise, the same whether it does not exist or is somebody else's.
 */
export async function conversationFor(unit: StatementRunner, principal: Principal, id: string): Promise<ConversationRow> {
  const rows =
    principal.kind === 'visitor'
      ? await unit.run(conversationOfVisitor, { id, visitorId: principal.visitorId })
      : principal.kind === 'staff'
        ? await unit.run(conversationById, { id })
        : [];
  const row = rows[0];
  if (row === undefined) {
    throw new AppError('NOT_FOUND', 'This conversation does not exist.', { reason: 'conversation' });
  }
  return row;
}
