import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** The server answers, but no longer has this part of the program: it was updated since the page was loaded. Loading the page anew helps. */
export class PartMissingError extends Error {
  constructor(cause: unknown) {
    super('The page is older than its server.', { cause });
    this.name = 'PartMissingError';
  }
}

/** What stands between a page and the parts of it that are fetched later. */
export interface PartsLine {
  /** True where the server of the page answers now. */
  isThere(): Promise<boolean>;
  /** A while until the next attempt. */
  pause(): Promise<void>;
}

/** Failures in a row, with a server that answers, until a part counts as missing: one may be of a line that has just come back. */
const MISSING_AFTER = 3;

const PAUSE = 2000;

const ownLine: PartsLine = {
  isThere: async () => {
    try {
      return (await fetch(window.location.pathname, { method: 'HEAD', cache: 'no-store' })).ok;
    } catch {
      return false;
    }
  },
  pause: () =>
    new Promise((resolve) => {
      setTimeout(resolve, PAUSE);
    }),
};

/** What `load` brings, as soon as the line lets it; `PartMissingError` where the line is well and it still does not come. */
export async function fetchPart<T>(load: () => Promise<T>, line: PartsLine): Promise<T> {
  for (let answered = 0; ;) {
    try {
      return await load();
    } catch (error) {
      answered = (await line.isThere()) ? answered + 1 : 0;
      if (answered === MISSING_AFTER) throw new PartMissingError(error);
      await line.pause();
    }
  }
}

export type LazyPart<Props> = LazyExoticComponent<ComponentType<Props>> & {
  /** Fetches it before it is shown. */
  readonly prefetch: () => Promise<unknown>;
};

/**
 * A component whose code comes by itself, as React's `lazy`. React keeps the first failure for good, and a page without its line would
 * have lost the part until it is loaded anew; this waits for the line instead.
 */
export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  let fetched: Promise<{ default: ComponentType<Props> }> | null = null;
  const fetchOnce = () => (fetched ??= fetchPart(async () => ({ default: await load() }), ownLine));
  return Object.assign(lazy(fetchOnce), { prefetch: fetchOnce });
}
