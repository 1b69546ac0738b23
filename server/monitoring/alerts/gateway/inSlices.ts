import { setImmediate } from 'node:timers/promises';
import type { Steps } from '#shared/monitoring/alerts/backTest.ts';

/** As long as nobody else on this thread notices. */
const SLICE_MS = 8;

/** Does what takes long, and lets all else have its turn in between. @param now milliseconds of a clock that only grows. */
export async function inSlices<Result>(
  steps: Steps<Result>,
  now: () => number = () => performance.now(),
): Promise<Result> {
  for (let until = now() + SLICE_MS; ;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (now() < until) continue;
    await setImmediate();
    until = now() + SLICE_MS;
  }
}
