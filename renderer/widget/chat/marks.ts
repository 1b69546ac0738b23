export interface Marks {
  /** Everything up to `seq` counts; a lower one than before changes nothing. */
  readonly reach: (seq: number) => void;
  /** Tells the server what it does not know yet: after the line was down. */
  readonly again: () => void;
}

/** One receipt (delivered, or read) on its way to the server: the newest only, one call at a time. */
export function createMarks(tell: (seq: number) => Promise<unknown>): Marks {
  let reached = 0;
  let told = 0;
  let busy = false;

  async function run(): Promise<void> {
    if (busy || reached <= told) return;
    busy = true;
    const seq = reached;
    try {
      await tell(seq);
      told = Math.max(told, seq);
    } catch {
      // A receipt is no reason to disturb anybody: the next message or the next connection repeats it.
      busy = false;
      return;
    }
    busy = false;
    await run();
  }

  return {
    reach(seq) {
      if (seq <= reached) return;
      reached = seq;
      void run();
    },
    again() {
      void run();
    },
  };
}
