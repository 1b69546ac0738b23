import type { ConversationSummary, InboxView } from '#shared/chat/contract.ts';
import { belongsTo, comparePlaces, type Place } from '#renderer/chat/model/order.ts';

/** The rows of one view, as far down as pages have been read. */
export interface ViewRows {
  /** In the inbox's order. The same array until something changes. */
  list(): readonly ConversationSummary[];
  find(conversationId: string): ConversationSummary | null;
  /** The row as it is now, wherever it belongs. Costs no walk through the rows. */
  apply(row: ConversationSummary): void;
  /** A page; the first one throws away what was known. `fresher` are rows the feed has brought since the page was asked for. */
  addPage(page: Page, isFirst: boolean, fresher: ReadonlyMap<string, ConversationSummary>): void;
  /** Where the next page starts; null when there is none. */
  next(): Place | null;
}

export interface Page {
  readonly conversations: readonly ConversationSummary[];
  readonly next: Place | null;
}

export function createViewRows(view: InboxView, accountId: string): ViewRows {
  const rows = new Map<string, ConversationSummary>();
  let end: Place | null = null;
  let sorted: readonly ConversationSummary[] | null = [];

  const put = (row: ConversationSummary): void => {
    // Below the last page there may be rows this console does not know: showing this one there would hide the gap.
    const isWithin = end === null || comparePlaces(row, end) <= 0;
    if (belongsTo(view, row, accountId) && isWithin) rows.set(row.id, row);
    else rows.delete(row.id);
  };

  return {
    list() {
      sorted ??= [...rows.values()].sort(comparePlaces);
      return sorted;
    },
    find: (conversationId) => rows.get(conversationId) ?? null,
    apply(row) {
      const before = rows.get(row.id);
      put(row);
      if (before !== rows.get(row.id)) sorted = null;
    },
    addPage(page, isFirst, fresher) {
      if (isFirst) rows.clear();
      end = page.next;
      for (const row of page.conversations) if (!fresher.has(row.id)) put(row);
      for (const row of fresher.values()) put(row);
      sorted = null;
    },
    next: () => end,
  };
}
