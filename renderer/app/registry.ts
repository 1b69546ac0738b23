/** A list that several places add to and one place shows. */
export interface Registry<Entry> {
  /** Adds entries, later ones first in precedence. Returns the function that takes them away. */
  add(entries: readonly Entry[]): () => void;
  /** All entries in the order they were added; the same array until something changes. */
  list(): readonly Entry[];
  subscribe(listener: () => void): () => void;
}

export function createRegistry<Entry>(): Registry<Entry> {
  const groups = new Set<readonly Entry[]>();
  const listeners = new Set<() => void>();
  let all: readonly Entry[] = [];

  function changed(): void {
    all = [...groups].flat();
    for (const listener of listeners) listener();
  }

  return {
    add(entries) {
      const group = [...entries];
      groups.add(group);
      changed();
      return () => {
        groups.delete(group);
        changed();
      };
    },
    list: () => all,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The headings of a list of entries: those of the open screen first, then the app's own in their order. */
export function headingsInOrder(
  entries: readonly { readonly group: string }[],
  own: readonly string[],
): readonly string[] {
  const present = new Set(entries.map((entry) => entry.group));
  return [...[...present].filter((group) => !own.includes(group)), ...own.filter((group) => present.has(group))];
}
