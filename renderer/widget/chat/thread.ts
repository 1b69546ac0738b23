import { furtherOf } from '#shared/chat/objects.ts';
import type { ConversationStatus, Message, Receipts } from '#shared/chat/contract.ts';

/** What the visitor knows of the conversation. */
export interface Thread {
  /** Ordered by `seq`. */
  readonly items: readonly Message[];
  readonly hasOlder: boolean;
  readonly receipts: Receipts;
  readonly status: ConversationStatus;
  readonly assignee: { readonly id: string; readonly name: string } | null;
}

export interface Page {
  readonly messages: readonly Message[];
  readonly hasMore: boolean;
}

export const emptyThread: Thread = {
  items: [],
  hasOlder: false,
  receipts: { visitorDelivered: 0, visitorRead: 0, staffDelivered: 0, staffRead: 0 },
  status: 'open',
  assignee: null,
};

/** Adds items wherever they belong; one that is there already stays as it is, unless it is an object that has gone on. */
export function withItems(thread: Thread, more: readonly Message[]): Thread {
  const bySeq = new Map(thread.items.map((item) => [item.seq, item]));
  let isChanged = false;
  for (const item of more) {
    const known = bySeq.get(item.seq);
    const next = known === undefined ? item : furtherOf(known, item);
    if (next === known) continue;
    bySeq.set(item.seq, next);
    isChanged = true;
  }
  if (!isChanged) return thread;
  return { ...thread, items: [...bySeq.values()].sort((a, b) => a.seq - b.seq) };
}

/**
 * The newest page, read anew: joined to what is there if the two touch, else in its place. What is newer than the page stays: it was
 * acknowledged after the page had been read, and nobody will tell of it again.
 */
export function withNewestPage(thread: Thread, page: Page): Thread {
  const first = page.messages[0];
  const last = thread.items.at(-1);
  if (first !== undefined && last !== undefined && first.seq <= last.seq + 1) return withItems(thread, page.messages);
  const newest = page.messages.at(-1)?.seq ?? 0;
  const since = thread.items.filter((item) => item.seq > newest);
  return { ...thread, items: [...page.messages, ...since], hasOlder: page.hasMore };
}

export function withOlderPage(thread: Thread, page: Page): Thread {
  return { ...withItems(thread, page.messages), hasOlder: page.hasMore };
}

/** Receipts only ever advance; an older word that comes later changes nothing. */
export function withReceipts(thread: Thread, receipts: Receipts): Thread {
  const before = thread.receipts;
  return {
    ...thread,
    receipts: {
      visitorDelivered: Math.max(before.visitorDelivered, receipts.visitorDelivered),
      visitorRead: Math.max(before.visitorRead, receipts.visitorRead),
      staffDelivered: Math.max(before.staffDelivered, receipts.staffDelivered),
      staffRead: Math.max(before.staffRead, receipts.staffRead),
    },
  };
}

/** `seq` of the team's last message; 0 without one. */
export function lastFromTeam(thread: Thread): number {
  return thread.items.findLast(isFromTeam)?.seq ?? 0;
}

/** The team's messages after `readUpTo` (a `seq`). */
export function unreadAfter(thread: Thread, readUpTo: number): number {
  return thread.items.filter((item) => isFromTeam(item) && item.seq > readUpTo).length;
}

export function isFromTeam(item: Message): boolean {
  return (item.kind === 'message' || item.kind === 'object') && item.author.kind !== 'visitor';
}
