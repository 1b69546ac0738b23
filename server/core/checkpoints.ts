/** Pages of the write-ahead log above which it is copied to the database while nobody waits (4 MB), and while many do (64 MB). */
const PAGES_WHEN_QUIET = 1_000;
const PAGES_UNDER_LOAD = 16_000;
/** After so many journal entries somebody looks how long the log has become. */
const LOOK_EVERY = 1_000;
/** Quiet is when nothing has been committed for so many milliseconds. */
const QUIET_AFTER_MS = 2_000;

export interface CheckpointsOptions {
  /** Has the checkpointer's thread copy a log of at least so many pages. @returns whether little is left for the writer. */
  readonly copy: (pages: number) => Promise<boolean>;
  /** Has the writer copy the rest, between two groups. */
  readonly finish: () => Promise<unknown>;
  readonly onError: (error: unknown) => void;
  /** Calls back after `ms`; never keeps the process alive. */
  readonly after: (ms: number, run: () => void) => void;
}

export interface Checkpoints {
  /** So many more journal entries have been committed. */
  committed(entries: number): void;
  /** Resolves when no checkpoint is under way. None begins afterwards. */
  stop(): Promise<void>;
}

/**
 * Keeps the write-ahead log short without stalling the writer (docs/adr/0013): a thread of its own copies it to the database while the writer goes on, and the
 * writer, between two groups, only what came meanwhile. Should this fail, SQLite's own checkpoint comes later.
 */
export function createCheckpoints({ copy, finish, onError, after }: CheckpointsOptions): Checkpoints {
  let entriesSince = 0;
  let isWaiting = false;
  let hasCommitted = false;
  let underWay: Promise<void> | undefined;
  let stopped = false;

  async function run(pages: number): Promise<void> {
    try {
      if (await copy(pages)) await finish();
    } catch (error) {
      onError(error);
    } finally {
      underWay = undefined;
    }
  }

  function look(pages: number): void {
    if (underWay !== undefined || stopped) return;
    entriesSince = 0;
    underWay = run(pages);
  }

  function waitForQuiet(): void {
    isWaiting = true;
    hasCommitted = false;
    after(QUIET_AFTER_MS, () => {
      isWaiting = false;
      if (hasCommitted) waitForQuiet();
      else look(PAGES_WHEN_QUIET);
    });
  }

  return {
    committed: (entries) => {
      hasCommitted = true;
      entriesSince += entries;
      if (!isWaiting) waitForQuiet();
      if (entriesSince >= LOOK_EVERY) look(PAGES_UNDER_LOAD);
    },
    stop: async () => {
      stopped = true;
      await underWay;
    },
  };
}
