import type { Message } from '#shared/chat/contract.ts';
import { furtherOf } from '#shared/chat/objects.ts';

/** The part of a thread this console knows: one run of items without holes, up to the newest. */
export interface ThreadItems {
  /** Oldest first. The same array until something changes. */
  list(): readonly Message[];
  has(id: string): boolean;
  /** Adds what the feed brought; what is known already is left as it is. `hole`: items before it are missing. */
  add(message: Message): { readonly added: boolean; readonly hole: boolean };
  /** An object stands otherwise; one that is not known is left for the page it is on. */
  change(message: Message): void;
  /**
   * Adds the newest page. Older items that no longer join on to it are dropped: they can be read again. Answers the `seq` after which items are
   * missing: the page was read before what the feed has brought meanwhile; null when none are.
   */
  addNewest(messages: readonly Message[], hasMore: boolean): number | null;
  /** Adds a page that ends just before the first known item. */
  addOlder(messages: readonly Message[], hasMore: boolean): void;
  /** Whether the thread goes on above the first known item. */
  hasOlder(): boolean;
  /** `seq` of the first known item; null while nothing is known. */
  firstSeq(): number | null;
  lastSeq(): number;
  /** Keeps only the newest `count`. */
  trim(count: number): void;
}

export function createThreadItems(): ThreadItems {
  let known: Message[] = [];
  let ids = new Set<string>();
  let older = false;
  /** Whether a page has told how the thread stands; before that nobody can say that something is missing. */
  let begun = false;
  /** The copy that was handed out; null when it no longer holds. */
  let listed: readonly Message[] | null = null;

  const replace = (messages: Message[]): void => {
    const objects = new Map(known.filter(({ object }) => object !== undefined).map((item) => [item.id, item]));
    known = messages.map((message) => furtherOf(message, objects.get(message.id) ?? message));
    ids = new Set(messages.map((message) => message.id));
    listed = null;
  };
  const firstSeq = (): number | null => known[0]?.seq ?? null;
  const lastSeq = (): number => known.at(-1)?.seq ?? 0;

  return {
    list: () => (listed ??= [...known]),
    has: (id) => ids.has(id),
    add(message) {
      if (ids.has(message.id) || message.seq <= lastSeq()) return { added: false, hole: false };
      const hole = (begun || known.length > 0) && message.seq !== lastSeq() + 1;
      known.push(message);
      ids.add(message.id);
      listed = null;
      return { added: true, hole };
    },
    change(message) {
      if (ids.has(message.id)) replace(known.map((item) => (item.id === message.id ? furtherOf(item, message) : item)));
    },
    addNewest(messages, hasMore) {
      begun = true;
      const first = messages[0];
      const last = messages.at(-1);
      if (first === undefined || last === undefined) return known.length > 0 ? 0 : null;
      const before = known.filter((message) => message.seq < first.seq);
      const joins = before.at(-1)?.seq === first.seq - 1;
      const after = known.filter((message) => message.seq > last.seq);
      if (!joins) older = hasMore;
      replace([...(joins ? before : []), ...messages, ...after]);
      return after[0] === undefined || after[0].seq === last.seq + 1 ? null : last.seq;
    },
    addOlder(messages, hasMore) {
      const first = firstSeq();
      older = hasMore;
      replace([...messages.filter((message) => first === null || message.seq < first), ...known]);
    },
    hasOlder: () => older,
    firstSeq,
    lastSeq,
    trim(count) {
      if (known.length <= count) return;
      older = true;
      replace(known.slice(-count));
    },
  };
}
