export interface LoopOptions {
  /** One round. @returns milliseconds to the next, or null to sleep until woken. */
  readonly run: () => Promise<number | null>;
  /** Calls back after `ms`; never keeps the process alive. @returns how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onError: (error: unknown) => void;
  /** After a round that failed, in milliseconds. */
  readonly retryMs: number;
}

/** Work that goes on by itself, one round at a time. */
export interface Loop {
  /** A round soon, whatever it was waiting for. */
  wake(): void;
  /** None begins any more; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

export function createLoop({ run, after, onError, retryMs }: LoopOptions): Loop {
  let underWay: Promise<void> | null = null;
  let isWoken = false;
  let isStopped = false;
  let callOff = (): void => undefined;

  async function round(): Promise<void> {
    let wait: number | null;
    try {
      wait = await run();
    } catch (error) {
      onError(error);
      wait = retryMs;
    }
    underWay = null;
    if (isStopped) return;
    if (isWoken) begin();
    else if (wait !== null) callOff = after(wait, begin);
  }
  function begin(): void {
    callOff();
    if (isStopped) return;
    if (underWay !== null) {
      isWoken = true;
      return;
    }
    isWoken = false;
    underWay = Promise.resolve().then(round);
  }

  return {
    wake: begin,
    stop: async () => {
      isStopped = true;
      callOff();
      await underWay;
    },
  };
}
