/** Things to do at their time, in order. Those of one second keep the order in which they were planned. */
export interface Agenda<Item> {
  readonly plan: (at: number, item: Item) => void;
  /** Takes the earliest; undefined when nothing is planned. */
  readonly take: () => { readonly at: number; readonly item: Item } | undefined;
}

interface Entry<Item> {
  readonly at: number;
  readonly order: number;
  readonly item: Item;
}

/** A binary heap. */
export function createAgenda<Item>(): Agenda<Item> {
  const heap: Entry<Item>[] = [];
  let order = 0;
  const isBefore = (a: Entry<Item>, b: Entry<Item>): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
  function at(index: number): Entry<Item> {
    const entry = heap[index];
    if (entry === undefined) throw new Error(`the agenda has no entry ${index}`);
    return entry;
  }

  function swap(a: number, b: number): void {
    const first = at(a);
    heap[a] = at(b);
    heap[b] = first;
  }

  function rise(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(at(index), at(parent))) return;
      swap(index, parent);
      index = parent;
    }
  }

  function sink(): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const smaller = right < heap.length && isBefore(at(right), at(left)) ? right : left;
      if (!isBefore(at(smaller), at(index))) return;
      swap(index, smaller);
      index = smaller;
    }
  }

  return {
    plan(time, item) {
      heap.push({ at: time, order: (order += 1), item });
      rise(heap.length - 1);
    },
    take() {
      const [first] = heap;
      const last = heap.pop();
      if (first === undefined || last === undefined) return undefined;
      if (heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return { at: first.at, item: first.item };
    },
  };
}
