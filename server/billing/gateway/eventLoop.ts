import { createLoop, type Loop } from './loop.ts';
import type { Surroundings } from './surroundings.ts';

/** Few at a time, so that the chat's commands find room between. */
const BATCH = 50;
const RETRY_MS = 1_000;

/** Processes what has been stored, until nothing waits. */
export function createEventLoop({ submit, after, onError }: Surroundings, onWish: () => void): Loop {
  return createLoop({
    run: async () => {
      const { hasMore, wantsFetch, processed } = await submit('billing.processEvents', { limit: BATCH });
      if (wantsFetch) onWish();
      return hasMore ? 0 : processed > 0 ? RETRY_MS : null;
    },
    after,
    onError,
    retryMs: RETRY_MS,
  });
}
