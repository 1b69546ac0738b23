import type { ConversationSummary, InboxView } from '#shared/chat/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Surroundings } from './surroundings.ts';
import { createViewRows } from './viewRows.ts';

export interface ViewState {
  /** `loading`: nothing is known yet; `error`: nothing is known and reading failed. */
  readonly status: 'loading' | 'ready' | 'error';
  readonly error: AppError | null;
  readonly rows: readonly ConversationSummary[];
  readonly hasMore: boolean;
  readonly more: 'idle' | 'loading' | 'error';
}

export interface ViewPages {
  state(): ViewState;
  find(conversationId: string): ConversationSummary | null;
  apply(row: ConversationSummary): void;
  /** Reads the first page anew; what is on the screen stays until the answer is there. */
  reload(): void;
  loadMore(): void;
  /** Whether it has ever been asked to load. */
  isUsed(): boolean;
}

const PAGE = 50;

/** One view of the inbox: its rows, and the reading of its pages. */
export function createViewPages({ client, me }: Surroundings, view: InboxView, changed: () => void): ViewPages {
  const rows = createViewRows(view, me.accountId);
  const inFlight = new Set<Map<string, ConversationSummary>>();
  let status: ViewState['status'] | 'unused' = 'unused';
  let error: AppError | null = null;
  let more: ViewState['more'] = 'idle';
  let load = 0;

  const read = async (isFirst: boolean): Promise<void> => {
    const after = isFirst ? null : rows.next();
    const mine = load;
    const fresher = new Map<string, ConversationSummary>();
    inFlight.add(fresher);
    try {
      const page = await client.call('chat.conversations', {
        view,
        limit: PAGE,
        ...(after === null ? {} : { after: { activeAt: after.activeAt, id: after.id } }),
      });
      if (mine !== load) return;
      rows.addPage(page, isFirst, fresher);
      status = 'ready';
      error = null;
      more = 'idle';
    } catch (reason) {
      if (mine !== load) return;
      error = reason instanceof AppError ? reason : new AppError('INTERNAL', String(reason));
      if (isFirst && status !== 'ready') status = 'error';
      more = isFirst ? 'idle' : 'error';
    } finally {
      inFlight.delete(fresher);
    }
    changed();
  };

  return {
    state: () => ({
      status: status === 'unused' ? 'loading' : status,
      error,
      rows: rows.list(),
      hasMore: rows.next() !== null,
      more,
    }),
    find: rows.find,
    apply(row) {
      if (status === 'unused') return;
      rows.apply(row);
      for (const fresher of inFlight) fresher.set(row.id, row);
    },
    reload() {
      load += 1;
      if (status !== 'ready') status = 'loading';
      more = 'idle';
      changed();
      void read(true);
    },
    loadMore() {
      if (status !== 'ready' || more === 'loading' || rows.next() === null) return;
      more = 'loading';
      changed();
      void read(false);
    },
    isUsed: () => status !== 'unused',
  };
}
