import { createLoop, type Loop } from './loop.ts';
import type { Surroundings } from './surroundings.ts';

/** Few at a time, so that the chat's commands find room between. */
const BATCH = 50;
const RETRY_MS = 1_000;
/** While events keep coming, they and the chat go first: so long nothing is processed between two batches. */
const REST_MS = 25;
/** Nobody sees a tenth of a second; what comes within one is processed together, at a fifth of the price. */
const GATHER_MS = 100;

/** Processes what has been stored, until nothing waits. */
export function createEventLoop({ submit, after, onError }: Surroundings, onWish: () => void): Loop {
  let isBehind = false;
  return createLoop({
    run: async () => {
      const { hasMore, wantsFetch, processed } = await submit('billing.processEvents', { limit: BATCH });
      isBehind = hasMore;
      if (wantsFetch) onWish();
      return hasMore ? 0 : processed > 0 ? RETRY_MS : null;
    },
    after,
    onError,
    retryMs: RETRY_MS,
    restMs: (isWoken) => (!isBehind ? GATHER_MS : isWoken ? REST_MS : 0),
  });
}
