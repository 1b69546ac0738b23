import type { ConversationSummary, InboxView } from '#shared/chat/contract.ts';

/** A place in the inbox's order: the row itself, or the `next` of a page. */
export interface Place {
  readonly activeAt: number;
  readonly id: string;
}

/** Newest first; the id decides between equals, so that every page boundary is exact. */
export function comparePlaces(one: Place, other: Place): number {
  if (one.activeAt !== other.activeAt) return other.activeAt - one.activeAt;
  if (one.id === other.id) return 0;
  return one.id < other.id ? 1 : -1;
}

export const INBOX_VIEWS: readonly InboxView[] = ['mine', 'unassigned', 'all', 'closed'];

/** Whether a conversation stands in a view of the colleague `accountId`. */
export function belongsTo(view: InboxView, row: ConversationSummary, accountId: string): boolean {
  if (view === 'closed') return row.status === 'closed';
  if (row.status === 'closed') return false;
  if (view === 'mine') return row.assignee?.id === accountId;
  return view === 'all' || row.assignee === null;
}
