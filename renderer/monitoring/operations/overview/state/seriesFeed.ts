import type { ParsedInputOf } from '#shared/contract.ts';
import type { RangeAnswer, RangePoint, SeriesKind, SeriesMatcher } from '#shared/monitoring/series.ts';

type Query = ParsedInputOf<'monitoring.series'>;

export interface HeldSeries {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly kind: SeriesKind;
  /** One for each step of the window. */
  readonly points: (RangePoint | null)[];
}

/** What is held, which changes in place as time goes on. UTC ms. */
export interface HeldWindow {
  /** Where the first step begins. */
  from: number;
  step: number;
  count: number;
  readonly series: Map<string, HeldSeries>;
}

export type FeedStatus = 'loading' | 'live' | 'failed';

export interface SeriesFeedOptions {
  readonly call: (query: Query) => Promise<RangeAnswer>;
  readonly matchers: readonly SeriesMatcher[];
  readonly quantiles: readonly number[];
  /** A time that ends with now, or a fixed one. */
  readonly window: { readonly spanMs: number } | { readonly from: number; readonly to: number };
  readonly step: number;
  /** UTC ms of what counts as now: earlier, for what is compared with. */
  readonly now: () => number;
  /** @returns how to end it. */
  readonly every: (ms: number, run: () => void) => () => void;
}

export interface SeriesFeed {
  subscribe(changed: () => void): () => void;
  held(): HeldWindow;
  /** Grows with each change. */
  version(): number;
  status(): FeedStatus;
  /** Why it could not be read; null when it could. */
  failure(): unknown;
  /** When it was last heard, UTC ms by `now`; null before. */
  heardAt(): number | null;
  retry(): void;
  /** Reads, and goes on, until what is returned is called. */
  start(): () => void;
}

/** Matchers asked for at once when everything is read: answers stay small enough to be read between two frames. */
const AT_ONCE = 8;
/** Steps told anew each time: the last one went on when it was told. */
const OVERLAP = 2;

const follows = (step: number): number => (step <= 10_000 ? 1_000 : Math.min(step, 15_000));
const nameOf = (key: string): string => key.split('{', 1)[0] ?? key;

/** Series of a window that goes on: read once, then told what is new, whatever many charts show of it. */
export function createSeriesFeed(options: SeriesFeedOptions): SeriesFeed {
  const { call, matchers, window, now, every } = options;
  const quantiles = [...options.quantiles];
  const listeners = new Set<() => void>();
  let held: HeldWindow = { from: 0, step: options.step, count: 0, series: new Map() };
  let status: FeedStatus = 'loading';
  let failure: unknown = null;
  let heardAt: number | null = null;
  let version = 0;
  let isAsking = false;
  let isStopped = true;

  // Asked anew after each answer: it may have been stopped meanwhile.
  const isGoing = (): boolean => !isStopped;
  const told = (): void => {
    version += 1;
    for (const listener of listeners) listener();
  };
  const asked = (some: readonly SeriesMatcher[]): Query['matchers'] => structuredClone(some) as Query['matchers'];

  function bounds(): { readonly from: number; readonly to: number } {
    if ('from' in window) return window;
    const to = now();
    return { from: to - window.spanMs, to };
  }

  async function load(): Promise<void> {
    const { from, to } = bounds();
    const parts: (readonly SeriesMatcher[])[] = [];
    for (let at = 0; at < matchers.length; at += AT_ONCE) parts.push(matchers.slice(at, at + AT_ONCE));
    const read: HeldWindow = { from: 0, step: options.step, count: 0, series: new Map() };
    for (const part of parts) {
      const answer = await call({ matchers: asked(part), from, to, step: read.step, quantiles });
      read.from = answer.from;
      read.step = answer.step;
      read.count = Math.ceil((to - answer.from) / answer.step);
      for (const { key, labels, kind, points } of answer.series)
        read.series.set(key, { name: nameOf(key), labels, kind, points: [...points] });
    }
    held = read;
  }

  /** Lets go of what has become too old, and makes room for what has come. */
  function moveTo(from: number, to: number): void {
    const first = Math.floor(from / held.step) * held.step;
    const gone = Math.max(0, Math.round((first - held.from) / held.step));
    const count = Math.max(held.count - gone, Math.ceil((to - first) / held.step));
    for (const [key, { points }] of held.series) {
      points.splice(0, gone);
      while (points.length < count) points.push(null);
      if (points.every((point) => point === null)) held.series.delete(key);
    }
    held.from += gone * held.step;
    held.count = count;
  }

  async function follow(): Promise<void> {
    const { from, to } = bounds();
    const newest = held.from + (held.count - OVERLAP) * held.step;
    // After a long silence all of it is read anew.
    if (newest < from) return load();
    const answer = await call({ matchers: asked(matchers), from: newest, to, step: held.step, quantiles });
    if (answer.step !== held.step) return load();
    moveTo(from, to);
    for (const { key, labels, kind, points } of answer.series) {
      let one = held.series.get(key);
      if (one === undefined) {
        if (points.every((point) => point === null)) continue;
        one = { name: nameOf(key), labels, kind, points: Array.from({ length: held.count }, () => null) };
        held.series.set(key, one);
      }
      for (const [index, point] of points.entries()) {
        const place = Math.round((answer.from - held.from) / held.step) + index;
        if (place >= 0 && place < held.count) one.points[place] = point;
      }
    }
  }

  async function ask(work: () => Promise<void>): Promise<void> {
    if (isAsking || !isGoing()) return;
    isAsking = true;
    try {
      await work();
      status = 'live';
      failure = null;
      heardAt = now();
    } catch (error) {
      failure = error;
      if (status === 'loading') status = 'failed';
    } finally {
      isAsking = false;
    }
    if (isGoing()) told();
  }

  const isLive = !('from' in window);

  return {
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    held: () => held,
    version: () => version,
    status: () => status,
    failure: () => failure,
    heardAt: () => heardAt,
    retry: () => void ask(load),
    start: () => {
      isStopped = false;
      void ask(status === 'live' && isLive ? follow : load);
      const end = every(follows(options.step), () => {
        if (status === 'live' && isLive) void ask(follow);
        else if (status !== 'live') void ask(load);
      });
      return () => {
        isStopped = true;
        end();
      };
    },
  };
}
