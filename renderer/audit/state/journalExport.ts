import type { QueryClient } from '@tanstack/react-query';
import type { Words } from '#renderer/app/words/en.ts';
import { BYTE_ORDER_MARK, csvHeader, csvLine } from '#renderer/audit/model/csv.ts';
import type { AskPage } from '#renderer/audit/model/pages.ts';
import { createObservable, type Observable } from '#renderer/chat/state/observable.ts';

export type ExportState =
  | { readonly state: 'idle' }
  /** `share` of the journal that was looked through, 0 to 1. */
  | { readonly state: 'running'; readonly entries: number; readonly share: number }
  | { readonly state: 'done'; readonly entries: number; readonly fileName: string }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly error: unknown };

export interface ExportTask {
  /** Asks with the filters of the screen. */
  readonly ask: AskPage;
  readonly words: Words['audit'];
  readonly fileName: string;
}

export interface ExportSurroundings {
  /** Resolves after `ms`. */
  readonly wait: (ms: number) => Promise<void>;
  readonly save: (fileName: string, parts: readonly string[]) => void;
}

export interface JournalExport extends Observable<ExportState> {
  /** Begins, unless one is under way. */
  start(task: ExportTask): void;
  cancel(): void;
  /** Forgets how the last one ended. */
  dismiss(): void;
}

const PAGE = 500;
/** Between two pages, so that the rest of the console keeps its share of the line (600 calls in 10 s). */
const PAUSE_MS = 50;

interface RateLimited {
  readonly code: 'RATE_LIMITED';
  readonly details?: { readonly retryAfterMs?: number };
}
const isRateLimited = (error: unknown): error is RateLimited =>
  error instanceof Error && 'code' in error && error.code === 'RATE_LIMITED';

/** Reads the journal page by page into a CSV file. It goes on when the screen is left. */
export function createJournalExport({ wait, save }: ExportSurroundings): JournalExport {
  const { get, set, listen } = createObservable<ExportState>({ state: 'idle' });
  let underWay: AbortController | null = null;

  async function patiently(ask: () => ReturnType<AskPage>): ReturnType<AskPage> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!isRateLimited(error)) throw error;
        await wait(error.details?.retryAfterMs ?? 1_000);
      }
    }
  }

  async function run({ ask, words, fileName }: ExportTask, { signal }: AbortController): Promise<void> {
    const isCancelled = (): boolean => signal.aborted;
    const parts = [BYTE_ORDER_MARK + csvHeader(words)];
    let entries = 0;
    let newest: number | null = null;
    let before: number | null = null;
    do {
      const position: { before?: number } = before === null ? {} : { before };
      const page = await patiently(() => ask({ ...position, limit: PAGE }));
      if (isCancelled()) return;
      parts.push(page.entries.map((entry) => csvLine(entry, words)).join(''));
      entries += page.entries.length;
      newest ??= page.entries[0]?.seq ?? page.next;
      before = page.next;
      const share = before === null || newest === null ? 1 : Math.max(0, 1 - before / newest);
      set({ state: 'running', entries, share });
      if (before !== null) await wait(PAUSE_MS);
      if (isCancelled()) return;
    } while (before !== null);
    save(fileName, parts);
    set({ state: 'done', entries, fileName });
  }

  return {
    get,
    listen,
    start(task) {
      if (underWay !== null) return;
      const own = new AbortController();
      underWay = own;
      set({ state: 'running', entries: 0, share: 0 });
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

/** Hands a text file to the person: the browser's downloads, or the desktop's question where to keep it. */
function saveFile(fileName: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // Not before the download has taken hold of it.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}

const held = new WeakMap<QueryClient, JournalExport>();

/** The export of a session, for which its query client stands. */
export function exportOf(session: QueryClient): JournalExport {
  let own = held.get(session);
  if (own === undefined) {
    own = createJournalExport({
      wait: (ms) =>
        new Promise((resolve) => {
          setTimeout(resolve, ms);
        }),
      save: saveFile,
    });
    held.set(session, own);
  }
  return own;
}
