import type { OutboxMessage } from '#renderer/client/outbox/outbox.ts';
import type { Thread } from '#renderer/widget/chat/thread.ts';
import type { Message, Receipts, ThreadEvent, PaymentRequestObject } from '#shared/chat/contract.ts';

/** Messages of one author this close together stand as one group, in milliseconds. */
const GROUP_MS = 5 * 60_000;

export type Progress = 'sending' | 'waiting' | 'failed' | 'sent' | 'delivered' | 'read';

export interface Bubble {
  readonly id: string;
  readonly body: string;
  /** Only for the visitor's own. */
  readonly progress: Progress | null;
}

/** What the thread shows, from top to bottom. */
export type Row =
  | { readonly type: 'day'; readonly key: string; readonly at: number }
  | { readonly type: 'event'; readonly key: string; readonly event: ThreadEvent }
  | { readonly type: 'object'; readonly key: string; readonly object: PaymentRequestObject; readonly body: string }
  | {
      readonly type: 'group';
      readonly key: string;
      readonly own: boolean;
      readonly name: string | null;
      readonly bubbles: readonly Bubble[];
      /** UTC ms of the last message. */
      readonly at: number;
    };

interface Line {
  readonly id: string;
  readonly body: string;
  readonly at: number;
  readonly own: boolean;
  readonly author: string;
  readonly name: string | null;
  readonly progress: Progress | null;
}

function progressOf(seq: number, receipts: Receipts): Progress {
  if (seq <= receipts.staffRead) return 'read';
  return seq <= receipts.staffDelivered ? 'delivered' : 'sent';
}

function received(item: Message, receipts: Receipts): Line {
  const own = item.author.kind === 'visitor';
  return {
    id: item.id,
    body: item.body,
    at: item.at,
    own,
    author: own ? 'visitor' : `${item.author.kind}:${item.author.id ?? ''}`,
    name: item.author.name,
    progress: own ? progressOf(item.seq, receipts) : null,
  };
}

function underWay(message: OutboxMessage): Line {
  return { ...message, own: true, author: 'visitor', name: null, progress: message.state };
}

/** `dayOf` gives the calendar day of a moment where the visitor is, in any notation. */
export function rowsOf(
  thread: Thread,
  outgoing: readonly OutboxMessage[],
  dayOf: (at: number) => string,
): readonly Row[] {
  const rows: Row[] = [];
  let day = '';

  function separate(at: number): void {
    const next = dayOf(at);
    if (next === day) return;
    day = next;
    rows.push({ type: 'day', key: `day:${next}`, at });
  }

  function add(line: Line, author: string): void {
    separate(line.at);
    const bubble = { id: line.id, body: line.body, progress: line.progress };
    const last = rows.at(-1);
    if (last?.type === 'group' && authors.get(last.key) === author && line.at - last.at < GROUP_MS) {
      rows[rows.length - 1] = { ...last, bubbles: [...last.bubbles, bubble], at: line.at };
      return;
    }
    const key = `group:${line.id}`;
    authors.set(key, author);
    rows.push({ type: 'group', key, own: line.own, name: line.name, bubbles: [bubble], at: line.at });
  }

  const authors = new Map<string, string>();
  for (const item of thread.items) {
    if (item.kind === 'message') {
      const line = received(item, thread.receipts);
      add(line, line.author);
    } else if (item.object?.type === 'paymentRequest') {
      separate(item.at);
      rows.push({ type: 'object', key: `object:${item.id}`, object: item.object, body: item.body });
    } else if (item.event !== null && item.event.type !== 'unassigned') {
      separate(item.at);
      rows.push({ type: 'event', key: `event:${item.id}`, event: item.event });
    }
  }
  for (const message of outgoing) add(underWay(message), 'visitor');
  return rows;
}

/** The one bubble whose progress is worth a word: the last of the visitor's own that left; what did not leave always says so. */
export function lastOwn(rows: readonly Row[]): string | null {
  const row = rows.findLast((one) => one.type === 'group' && one.own);
  return row?.type === 'group' ? (row.bubbles.at(-1)?.id ?? null) : null;
}
