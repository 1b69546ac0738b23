import { createObservable, type Observable } from '#renderer/chat/state/observable.ts';

/** A field as the server has it. */
export interface Stored {
  readonly text: string;
  readonly version: number;
  /** Who wrote it. */
  readonly by: string | null;
}

export interface DraftState {
  readonly text: string;
  /** `idle`: as the server has it, and nothing was written here. `conflict`: somebody else was faster; `theirs` is what stands there. */
  readonly sign: 'idle' | 'unsaved' | 'saving' | 'saved' | 'failed' | 'conflict';
  readonly theirs: Stored | null;
}

interface DraftSurroundings {
  /** @returns the new version. @throws what refuses it. */
  readonly save: (text: string, version: number) => Promise<{ readonly version: number }>;
  /** Reads the field anew. */
  readonly read: () => Promise<Stored>;
  /** Calls back after `ms`. @returns how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
}

export interface TextDraft extends Observable<DraftState> {
  write(text: string): void;
  /** Saves at once what is not saved. @returns whether all of it is. */
  flush(): Promise<boolean>;
  /** What the server has now, which is taken up where nothing of ours would be lost. */
  take(stored: Stored): void;
  /** Ends a conflict. */
  resolve(keep: 'mine' | 'theirs'): void;
}

const PAUSE_MS = 900;

const isConflict = (error: unknown): boolean =>
  error instanceof Error && (error as Error & { details?: { reason?: unknown } }).details?.reason === 'evidenceChanged';

/** One field that saves itself while somebody writes, one save at a time, and never over what they have not seen. */
export function createTextDraft(first: Stored, { save, read, after }: DraftSurroundings): TextDraft {
  let known = first;
  let underWay: Promise<void> | null = null;
  let callOff = (): void => undefined;
  const { get, set, listen } = createObservable<DraftState>({ text: first.text, sign: 'idle', theirs: null });

  const isDirty = (): boolean => get().text !== known.text;

  async function saveOnce(): Promise<void> {
    const { text } = get();
    set({ ...get(), sign: 'saving' });
    try {
      const { version } = await save(text, known.version);
      known = { text, version, by: known.by };
      set({ ...get(), sign: isDirty() ? 'unsaved' : 'saved' });
    } catch (error) {
      if (!isConflict(error)) {
        set({ ...get(), sign: 'failed' });
        return;
      }
      const theirs = await read().catch(() => null);
      set(theirs === null ? { ...get(), sign: 'failed' } : { ...get(), sign: 'conflict', theirs });
    }
  }

  async function saveAll(): Promise<void> {
    callOff();
    while (isDirty() && get().sign !== 'conflict') {
      await saveOnce();
      if (get().sign === 'failed') return;
    }
  }

  function flush(): Promise<boolean> {
    underWay ??= saveAll().finally(() => {
      underWay = null;
    });
    return underWay.then(() => !isDirty());
  }

  return {
    get,
    listen,
    flush,
    write(text) {
      const { sign } = get();
      set({ ...get(), text, sign: sign === 'conflict' || sign === 'saving' ? sign : 'unsaved' });
      callOff();
      if (sign !== 'conflict') callOff = after(PAUSE_MS, () => void flush());
    },
    take(stored) {
      if (stored.version <= known.version || underWay !== null || isDirty()) return;
      known = stored;
      set({ text: stored.text, sign: 'idle', theirs: null });
    },
    resolve(keep) {
      const { theirs, text } = get();
      if (theirs === null) return;
      known = theirs;
      set({ text: keep === 'mine' ? text : theirs.text, sign: keep === 'mine' ? 'unsaved' : 'idle', theirs: null });
      if (keep === 'mine') void flush();
    },
  };
}
