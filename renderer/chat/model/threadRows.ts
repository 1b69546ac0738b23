import type { Message, ThreadObject } from '#shared/chat/contract.ts';
import type { PendingReply } from './sendState.ts';

/** How a bubble stands in its group: several in a row of one author share one name and one time. */
export interface GroupPlace {
  readonly first: boolean;
  readonly last: boolean;
}

export type ThreadRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'new'; readonly key: string }
  | { readonly kind: 'event'; readonly key: string; readonly item: Message }
  | { readonly kind: 'object'; readonly key: string; readonly item: Message; readonly object: ThreadObject }
  | { readonly kind: 'message'; readonly key: string; readonly item: Message; readonly group: GroupPlace }
  | { readonly kind: 'pending'; readonly key: string; readonly item: PendingReply; readonly group: GroupPlace };

export interface RowOptions {
  readonly items: readonly Message[];
  readonly pending: readonly PendingReply[];
  readonly myAccountId: string;
  /** The first `seq` that was unread when the thread was opened; null when all was read. */
  readonly firstUnread: number | null;
  /** Names the day of an instant in the reader's time zone: equal days give equal names. */
  dayOf(at: number): string;
}

/** Longer silences end a group, in milliseconds. */
const GROUP_GAP_MS = 5 * 60_000;

interface Bubble {
  readonly authorKey: string;
  readonly at: number;
}

type Entry = { readonly at: number } & (
  { readonly message: Message; readonly pending: null } | { readonly message: null; readonly pending: PendingReply }
);

function bubbleOf(entry: Entry, myAccountId: string): Bubble | null {
  if (entry.pending !== null) return { authorKey: `staff:${myAccountId}`, at: entry.at };
  if (entry.message.kind === 'event' || entry.message.object !== undefined) return null;
  return { authorKey: `${entry.message.author.kind}:${entry.message.author.id ?? ''}`, at: entry.at };
}

function together(one: Bubble | null, other: Bubble | null): boolean {
  return one !== null && other !== null && one.authorKey === other.authorKey && other.at - one.at < GROUP_GAP_MS;
}

/** Puts a thread into the rows a person sees: days, the line above what is new, events, and bubbles in groups. */
export function threadRows(options: RowOptions): ThreadRow[] {
  const entries: Entry[] = [
    ...options.items.map((message) => ({ at: message.at, message, pending: null })),
    ...options.pending.map((pending) => ({ at: pending.at, message: null, pending })),
  ];
  const bubbles = entries.map((entry) => bubbleOf(entry, options.myAccountId));
  const days = entries.map((entry) => options.dayOf(entry.at));
  const isNew = entries.map((entry) => entry.message !== null && entry.message.seq === options.firstUnread);
  const joined = (index: number): boolean =>
    index > 0 &&
    days[index - 1] === days[index] &&
    isNew[index] !== true &&
    together(bubbles[index - 1] ?? null, bubbles[index] ?? null);

  const rows: ThreadRow[] = [];
  entries.forEach((entry, index) => {
    const { id } = entry.pending ?? entry.message;
    if (days[index] !== days[index - 1]) rows.push({ kind: 'day', key: `day:${id}`, at: entry.at });
    if (isNew[index] === true) rows.push({ kind: 'new', key: 'new' });
    const group = { first: !joined(index), last: !joined(index + 1) };
    if (entry.pending !== null) rows.push({ kind: 'pending', key: entry.pending.id, item: entry.pending, group });
    else if (entry.message.object !== undefined)
      rows.push({ kind: 'object', key: entry.message.id, item: entry.message, object: entry.message.object });
    else if (entry.message.kind === 'event') rows.push({ kind: 'event', key: entry.message.id, item: entry.message });
    else rows.push({ kind: 'message', key: entry.message.id, item: entry.message, group });
  });
  return rows;
}
