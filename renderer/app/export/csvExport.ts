import { BYTE_ORDER_MARK } from '#renderer/app/export/csv.ts';
import { createObservable, type Observable } from '#renderer/chat/state/observable.ts';

export type ExportState =
  | { readonly state: 'idle' }
  /** `share` of the whole that was looked through, 0 to 1; `leftMs` until it ends, null while nobody can say. */
  | { readonly state: 'running'; readonly rows: number; readonly share: number; readonly leftMs: number | null }
  | { readonly state: 'done'; readonly rows: number; readonly fileName: string }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly error: unknown };

/** What a page gave. */
export interface ExportPage<Place> {
  /** Records of RFC 4180, each with its end of line. */
  readonly lines: string;
  readonly rows: number;
  /** How much of the whole has been looked through with it, 0 to 1. */
  readonly share: number;
  /** Where the next page begins; null when this was the last. */
  readonly next: Place | null;
}

export interface ExportTask<Place> {
  readonly header: string;
  readonly fileName: string;
  /** Reads a page; `from` is null for the first. A call that is refused as RATE_LIMITED is repeated. */
  readonly read: (from: Place | null) => Promise<ExportPage<Place>>;
}

export interface ExportSurroundings {
  /** Resolves after `ms`. */
  readonly wait: (ms: number) => Promise<void>;
  readonly save: (fileName: string, parts: readonly string[]) => void;
  /** UTC milliseconds. */
  readonly now: () => number;
}

export interface CsvExport extends Observable<ExportState> {
  /** Begins, unless one is under way. */
  start<Place>(task: ExportTask<Place>): void;
  cancel(): void;
  /** Forgets how the last one ended. */
  dismiss(): void;
}

/** Between two pages, so that the rest of the console keeps its share of the line (600 calls in 10 s). */
const PAUSE_MS = 50;
/** Before that much of the work is done and measured, an estimate is a guess. */
const ESTIMATE_FROM_SHARE = 0.02;
const ESTIMATE_FROM_MS = 1_000;

interface RateLimited {
  readonly code: 'RATE_LIMITED';
  readonly details?: { readonly retryAfterMs?: number };
}
const isRateLimited = (error: unknown): error is RateLimited =>
  error instanceof Error && 'code' in error && error.code === 'RATE_LIMITED';

/** Reads something page by page into a CSV file. It goes on when the screen is left. */
export function createCsvExport({ wait, save, now }: ExportSurroundings): CsvExport {
  const { get, set, listen } = createObservable<ExportState>({ state: 'idle' });
  let underWay: AbortController | null = null;

  async function patiently<Page>(ask: () => Promise<Page>): Promise<Page> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!isRateLimited(error)) throw error;
        await wait(error.details?.retryAfterMs ?? 1_000);
      }
    }
  }

  function leftAfter(share: number, begunAt: number): number | null {
    const took = now() - begunAt;
    return share < ESTIMATE_FROM_SHARE || took < ESTIMATE_FROM_MS ? null : (took * (1 - share)) / share;
  }

  async function run<Place>({ header, fileName, read }: ExportTask<Place>, { signal }: AbortController): Promise<void> {
    const isCancelled = (): boolean => signal.aborted;
    const begunAt = now();
    const parts = [BYTE_ORDER_MARK + header];
    let rows = 0;
    let from: Place | null = null;
    do {
      const page: ExportPage<Place> = await patiently(() => read(from));
      if (isCancelled()) return;
      parts.push(page.lines);
      rows += page.rows;
      from = page.next;
      const share = from === null ? 1 : page.share;
      set({ state: 'running', rows, share, leftMs: leftAfter(share, begunAt) });
      if (from !== null) await wait(PAUSE_MS);
      if (isCancelled()) return;
    } while (from !== null);
    save(fileName, parts);
    set({ state: 'done', rows, fileName });
  }

  return {
    get,
    listen,
    start(task) {
      if (underWay !== null) return;
      const own = new AbortController();
      underWay = own;
      set({ state: 'running', rows: 0, share: 0, leftMs: null });
      void run(task, own)
        .catch((error: unknown) => {
          if (!own.signal.aborted) set({ state: 'failed', error });
        })
        .finally(() => {
          if (underWay === own) underWay = null;
        });
    },
    cancel() {
      if (underWay === null) return;
      underWay.abort();
      underWay = null;
      set({ state: 'cancelled' });
    },
    dismiss() {
      if (underWay === null) set({ state: 'idle' });
    },
  };
}
