/** What has arrived at a client, and what is waited for. */
export interface Arrivals<Item> {
  readonly all: readonly Item[];
  readonly arrive: (items: readonly Item[]) => void;
  /** The first that matches, from those that have arrived on. Never looks at the time: a test that waits in vain is ended by vitest. */
  readonly first: (matches: (item: Item) => boolean) => Promise<Item>;
  /** Resolves with all of them once there are `count` that match. */
  readonly atLeast: (count: number, matches: (item: Item) => boolean) => Promise<readonly Item[]>;
}

export function createArrivals<Item>(): Arrivals<Item> {
  const all: Item[] = [];
  const waiting = new Set<() => void>();

  function until<Result>(find: () => Result | undefined): Promise<Result> {
    const found = find();
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve) => {
      const look = (): void => {
        const later = find();
        if (later === undefined) return;
        waiting.delete(look);
        resolve(later);
      };
      waiting.add(look);
    });
  }

  return {
    all,
    arrive: (items) => {
      all.push(...items);
      for (const look of [...waiting]) look();
    },
    first: (matches) => until(() => all.find(matches)),
    atLeast: (count, matches) =>
      until(() => {
        const found = all.filter(matches);
        return found.length >= count ? found : undefined;
      }),
  };
}
