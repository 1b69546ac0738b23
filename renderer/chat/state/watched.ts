import type { ConversationSummary } from '#shared/chat/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Surroundings } from './surroundings.ts';

export interface WatchedState {
  readonly summary: ConversationSummary | null;
  /** Why there is no summary; null while it is on its way. */
  readonly error: AppError | null;
}

/** The conversation that is open, whichever view it stands in or if it stands in none that is loaded. */
export interface Watched {
  /** Null when nobody watches it. */
  state(conversationId: string): WatchedState | null;
  watch(conversationId: string, known: ConversationSummary | null): () => void;
  apply(row: ConversationSummary): void;
  /** Reads all anew, as after a gap. */
  reload(): void;
}

interface Entry {
  state: WatchedState;
  watchers: number;
  /** Counts what was applied, so that an answer asked for before it is dropped. */
  version: number;
}

export function createWatched({ client }: Surroundings, changed: () => void): Watched {
  const entries = new Map<string, Entry>();

  const read = (conversationId: string, entry: Entry): void => {
    const { version } = entry;
    client.call('chat.summary', { conversationId }).then(
      (summary) => {
        if (entry.version !== version) return;
        entry.state = { summary, error: null };
        changed();
      },
      (reason: unknown) => {
        if (entry.version !== version) return;
        const error = reason instanceof AppError ? reason : new AppError('INTERNAL', String(reason));
        entry.state = { summary: entry.state.summary, error };
        changed();
      },
    );
  };

  return {
    state: (conversationId) => entries.get(conversationId)?.state ?? null,
    watch(conversationId, known) {
      let entry = entries.get(conversationId);
      if (entry === undefined) {
        entry = { state: { summary: known, error: null }, watchers: 0, version: 0 };
        entries.set(conversationId, entry);
        if (known === null) read(conversationId, entry);
        changed();
      }
      const held = entry;
      held.watchers += 1;
      return () => {
        held.watchers -= 1;
        if (held.watchers === 0) entries.delete(conversationId);
      };
    },
    apply(row) {
      const entry = entries.get(row.id);
      if (entry === undefined) return;
      entry.version += 1;
      entry.state = { summary: row, error: null };
    },
    reload() {
      for (const [conversationId, entry] of entries) read(conversationId, entry);
    },
  };
}
