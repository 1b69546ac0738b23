import type { ConversationSummary, InboxView } from '#shared/chat/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { receiptsOf, type ConversationRow } from './rows.ts';

interface SummaryRow extends ConversationRow {
  customerName: string | null;
  siteName: string;
  assigneeName: string | null;
}

function summaryOf(row: SummaryRow): ConversationSummary {
  const { lastMessageSeq, lastMessagePreview, lastMessageAuthorKind, lastMessageAt } = row;
  return {
    id: row.id,
    status: row.status,
    customer: { id: row.customerId, name: row.customerName },
    siteName: row.siteName,
    assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName ?? '' },
    lastMessage:
      lastMessageSeq === null || lastMessageAuthorKind === null || lastMessageAt === null
        ? null
        : {
            seq: lastMessageSeq,
            preview: lastMessagePreview ?? '',
            authorKind: lastMessageAuthorKind,
            at: lastMessageAt,
          },
    unread: row.unread,
    waitingSince: row.waitingSince,
    lastSeq: row.lastSeq,
    receipts: receiptsOf(row),
    createdAt: row.createdAt,
    activeAt: row.activeAt,
  };
}

function summaries(db: ReadableDatabase) {
  return db
    .selectFrom('conversation')
    .innerJoin('customer', 'customer.id', 'conversation.customerId')
    .innerJoin('site', 'site.id', 'conversation.siteId')
    .leftJoin('account', 'account.id', 'conversation.assigneeId')
    .selectAll('conversation')
    .select(['customer.name as customerName', 'site.name as siteName', 'account.name as assigneeName']);
}

/** The rows of these conversations as they are now, in no order. */
export async function summariesOf(
  db: ReadableDatabase,
  ids: readonly string[],
): Promise<readonly ConversationSummary[]> {
  if (ids.length === 0) return [];
  const rows = await summaries(db).where('conversation.id', 'in', ids).where('conversation.lastSeq', '>', 0).execute();
  return rows.map(summaryOf);
}

function inView(db: ReadableDatabase, view: InboxView, accountId: string) {
  // A conversation in which nobody has written yet is in no view.
  const query = summaries(db)
    .where('conversation.status', '=', view === 'closed' ? 'closed' : 'open')
    .where('conversation.lastSeq', '>', 0);
  if (view === 'mine') return query.where('conversation.assigneeId', '=', accountId);
  if (view === 'unassigned') return query.where('conversation.assigneeId', 'is', null);
  return query;
}

function accountOf(principal: { readonly kind: string; readonly accountId?: string }): string {
  if (principal.accountId === undefined) throw new AppError('FORBIDDEN', 'Only staff have an inbox.');
  return principal.accountId;
}

/** One page of a view, the most recently active first. */
export const conversations: QueryHandler<'chat.conversations'> = async (
  { unit, principal },
  { view, after, limit },
) => {
  let query = inView(unit.db, view, accountOf(principal));
  if (after !== undefined) {
    query = query.where(({ eb, or, and }) =>
      or([
        eb('conversation.activeAt', '<', after.activeAt),
        and([eb('conversation.activeAt', '=', after.activeAt), eb('conversation.id', '<', after.id)]),
      ]),
    );
  }
  const rows = await query
    .orderBy('conversation.activeAt', 'desc')
    .orderBy('conversation.id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit).map(summaryOf);
  const last = page.at(-1);
  return { conversations: page, next: rows.length > limit && last ? { activeAt: last.activeAt, id: last.id } : null };
};

/** @throws AppError NOT_FOUND. */
export const summary: QueryHandler<'chat.summary'> = async ({ unit }, { conversationId }) => {
  const row = await summaries(unit.db).where('conversation.id', '=', conversationId).executeTakeFirst();
  if (row === undefined)
    throw new AppError('NOT_FOUND', 'This conversation does not exist.', { reason: 'conversation' });
  return summaryOf(row);
};

/** How many conversations each view holds. */
export const counts: QueryHandler<'chat.counts'> = async ({ unit, principal }) => {
  const accountId = accountOf(principal);
  const rows = await unit.db
    .selectFrom('conversation')
    .select(({ fn, eb }) => [
      'status',
      eb
        .case()
        .when('assigneeId', 'is', null)
        .then('nobody')
        .when('assigneeId', '=', accountId)
        .then('me')
        .else('other')
        .end()
        .as('whose'),
      eb.case().when('unread', '>', 0).then(1).else(0).end().as('hasUnread'),
      fn.countAll<number>().as('count'),
    ])
    .where('lastSeq', '>', 0)
    .groupBy(['status', 'whose', 'hasUnread'])
    .execute();
  const sum = (matches: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter(matches).reduce((total, { count }) => total + count, 0);
  return {
    mine: sum((row) => row.status === 'open' && row.whose === 'me'),
    unassigned: sum((row) => row.status === 'open' && row.whose === 'nobody'),
    all: sum((row) => row.status === 'open'),
    closed: sum((row) => row.status === 'closed'),
    unread: sum((row) => row.status === 'open' && row.whose !== 'other' && row.hasUnread === 1),
  };
};
