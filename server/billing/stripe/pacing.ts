/** What waits for nothing but time. */
export interface Pacing {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** Below Stripe's limit of a test mode key, 25 a second, so that others with the same account have room too. */
const PER_SECOND = 20;
const FIRST_WAIT_MS = 250;
const MOST_TRIES = 4;

/** Lets calls begin at most so many times a second, in the order they come. */
export function createPacer({ now, pause }: Pacing, perSecond = PER_SECOND) {
  let next = 0;
  return async (): Promise<void> => {
    const at = Math.max(now(), next);
    next = at + 1_000 / perSecond;
    const wait = at - now();
    if (wait > 0) await pause(wait);
  };
}

/** Why a call is worth another try, and after how many milliseconds at the least; null when it is not. */
export type Retry = (error: unknown) => { readonly afterMs: number } | null;

/** Tries a call again while that may help, waiting twice as long each time. */
export async function withRetries<Result>(
  run: () => Promise<Result>,
  retry: Retry,
  { pause }: Pacing,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const again = retry(error);
      if (again === null || attempt >= MOST_TRIES) throw error;
      await pause(Math.max(again.afterMs, FIRST_WAIT_MS * 2 ** (attempt - 1)));
    }
  }
}
