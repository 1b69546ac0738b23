import { sql } from 'kysely';
import type { ConversationSummary, InboxView } from '#shared/chat/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';
import { statement, type Statement } from '#server/storage/statement.ts';
import { receiptsOf, type ConversationRow } from './rows.ts';

interface SummaryRow extends ConversationRow {
  customerName: string | null;
  siteName: string;
  assigneeName: string | null;
  failedAmount: number | null;
  failedCurrency: string | null;
  failedBy: string | null;
}

/** Read by any colleague, a failure is known. Whose the conversation is looks after it, else who drafted or requested the refund. */
function failedRefundOf(row: SummaryRow): ConversationSummary['failedRefund'] {
  const { failedSeq: seq, failedAmount: amount, failedCurrency: currency, assigneeId, failedBy, staffRead } = row;
  if (seq === null || seq <= staffRead || amount === null || currency === null) return null;
  return { seq, amount, currency, owner: assigneeId ?? failedBy };
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
    failedRefund: failedRefundOf(row),
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
    .leftJoin('thread_item as failure', (join) =>
      join
        .onRef('failure.conversationNumber', '=', 'conversation.number')
        .onRef('failure.seq', '=', 'conversation.failedSeq'),
    )
    .leftJoin('refund_intent as failed', 'failed.id', 'failure.objectId')
    .selectAll('conversation')
    .select(['customer.name as customerName', 'site.name as siteName', 'account.name as assigneeName'])
    .select(({ fn }) => [
      'failed.amount as failedAmount',
      'failed.currency as failedCurrency',
      fn.coalesce('failed.draftedBy', 'failed.requestedBy').as('failedBy'),
    ]);
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

/** Pages start after this place of the order; the first starts after no conversation's. */
const BEFORE_ALL = { activeAt: Number.MAX_SAFE_INTEGER, id: '' } as const;

interface PageArguments {
  /** Whose conversations the views `mine` and `unassigned` hold: null for nobody's. */
  assigneeId: string | null;
  activeAt: number;
  id: string;
  limit: number;
}

/** One statement for each view, so that none is built anew each time somebody switches. */
const pageOf = (view: InboxView): Statement<PageArguments, SummaryRow> =>
  statement<PageArguments, SummaryRow>((db, argument) => {
    const query = summaries(db)
      .where('conversation.status', '=', view === 'closed' ? sql.lit('closed') : sql.lit('open'))
      // A conversation in which nobody has written yet is in no view.
      .where('conversation.lastSeq', '>', sql.lit(0))
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple('conversation.activeAt', 'conversation.id'), '<', tuple(argument('activeAt'), argument('id'))),
      )
      .orderBy('conversation.activeAt', 'desc')
      .orderBy('conversation.id', 'desc')
      .limit(argument('limit'));
    // `IS ?` for both: of `IS NULL` SQLite expects so many rows that it would read all open conversations instead.
    return view === 'mine' || view === 'unassigned'
      ? query.where('conversation.assigneeId', 'is', argument('assigneeId'))
      : query;
  });

const pages: Readonly<Record<InboxView, Statement<PageArguments, SummaryRow>>> = {
  mine: pageOf('mine'),
  unassigned: pageOf('unassigned'),
  all: pageOf('all'),
  closed: pageOf('closed'),
};

const conversationsCounted = statement<object, Schema['conversation_count']>((db) =>
  db.selectFrom('conversation_count').selectAll(),
);

function accountOf(principal: { readonly kind: string; readonly accountId?: string }): string {
  if (principal.accountId === undefined) throw new AppError('FORBIDDEN', 'Only staff have an inbox.');
  return principal.accountId;
}

/** One page of a view, the most recently active first. */
export const conversations: QueryHandler<'chat.conversations'> = async (
  { unit, principal },
  { view, after, limit },
) => {
  const accountId = accountOf(principal);
  const assigneeId = view === 'unassigned' ? null : accountId;
  const rows = await unit.run(pages[view], { ...BEFORE_ALL, ...after, assigneeId, limit: limit + 1 });
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

/** How many conversations each view holds, from counters: a row for each colleague, status and unread or not. */
export const counts: QueryHandler<'chat.counts'> = async ({ unit, principal }) => {
  const accountId = accountOf(principal);
  const rows = await unit.run(conversationsCounted, {});
  const sum = (matches: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter(matches).reduce((total, { count }) => total + count, 0);
  return {
    mine: sum((row) => row.status === 'open' && row.assigneeId === accountId),
    unassigned: sum((row) => row.status === 'open' && row.assigneeId === ''),
    all: sum((row) => row.status === 'open'),
    closed: sum((row) => row.status === 'closed'),
    unread: sum((row) => row.status === 'open' && ['', accountId].includes(row.assigneeId) && row.hasUnread === 1),
  };
};
