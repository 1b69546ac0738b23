export interface LoopOptions {
  /** One round. @returns milliseconds to the next, or null to sleep until woken. */
  readonly run: () => Promise<number | null>;
  /** Calls back after `ms`; never keeps the process alive. @returns how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onError: (error: unknown) => void;
  /** After a round that failed, in milliseconds. */
  readonly retryMs: number;
  /** For so many milliseconds after a round none begins, whatever wakes it; none by default. `isWoken`: it was woken while that round was under way. */
  readonly restMs?: (isWoken: boolean) => number;
}

/** Work that goes on by itself, one round at a time. */
export interface Loop {
  /** A round soon, whatever it was waiting for. */
  wake(): void;
  /** None begins any more; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

export function createLoop({ run, after, onError, retryMs, restMs = () => 0 }: LoopOptions): Loop {
  let underWay: Promise<void> | null = null;
  let isWoken = false;
  let isResting = false;
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
    const rest = restMs(isWoken);
    isResting = rest > 0;
    if (isResting)
      callOff = after(rest, () => {
        rested(wait === null ? null : Math.max(0, wait - rest));
      });
    else rested(wait);
  }
  function rested(wait: number | null): void {
    isResting = false;
    if (isWoken) begin();
    else if (wait !== null) callOff = after(wait, begin);
  }
  function begin(): void {
    if (isStopped) return;
    if (underWay !== null || isResting) {
      isWoken = true;
      return;
    }
    callOff();
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
