import { inventStories } from './inventStories.ts';
import { createRandom } from './random.ts';
import { writtenStories, type Story } from './story.ts';

/** 200 customers with 500 conversations in 90 days, counting those written by hand. */
const CUSTOMERS = 200;
const CONVERSATIONS = 500;
export const DEMO_DAYS = 90;
const SEED = 20_261;

/** Everything that was said in the demo's shop up to `now` (UTC milliseconds): the same people whenever it is. */
export function demoStories(now: number): readonly Story[] {
  const written = writtenStories(now);
  const invented = inventStories(createRandom(SEED), {
    customers: CUSTOMERS - written.length,
    conversations: CONVERSATIONS - written.length,
    days: DEMO_DAYS,
    now,
    firstCustomer: written.length,
  });
  return [...written, ...invented];
}
