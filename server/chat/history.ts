import type { QueryHandler } from '#server/journal/featureModule.ts';
import { statement } from '#server/storage/statement.ts';
import { conversationFor } from './access.ts';
import { messageOf, receiptsOf } from './rows.ts';
import { itemsBefore } from './threadItems.ts';

/** One page of a thread, oldest first. A visitor reads public items only. */
export const history: QueryHandler<'chat.history'> = async ({ unit, principal }, { conversationId, before, limit }) => {
  const { number } = await conversationFor(unit, principal, conversationId);
  const rows = await unit.run(itemsBefore, {
    conversationNumber: number,
    before: before ?? Number.MAX_SAFE_INTEGER,
    limit: limit + 1,
    visibility: principal.kind === 'visitor' ? 'public' : '%',
  });
  return {
    messages: rows
      .slice(0, limit)
      .map((row) => messageOf(row))
      .reverse(),
    hasMore: rows.length > limit,
  };
};

const assigneeById = statement<{ id: string }, { id: string; name: string }>((db, argument) =>
  db.selectFrom('account').select(['id', 'name']).where('id', '=', argument('id')),
);

/** What stands above a thread: its status, whose it is and how far each side has read. */
export const conversation: QueryHandler<'chat.conversation'> = async ({ unit, principal }, { conversationId }) => {
  const row = await conversationFor(unit, principal, conversationId);
  const [assignee] = row.assigneeId === null ? [] : await unit.run(assigneeById, { id: row.assigneeId });
  return { status: row.status, assignee: assignee ?? null, receipts: receiptsOf(row) };
};
