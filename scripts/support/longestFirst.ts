import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Long files that keep a processor busy: many cases in a loop, or servers that are started as processes. */
const WORKING = /\/tests\/(?:contract\/(?:operations|fuzz|permissions)\.|durability\/|server\/entry\/)/;
/** Long files that mostly wait for time to pass. */
const WAITING = /\/tests\/server\/(?:billing\/(?:disputes|refunds|gateway|mirror|overview)|customers)\//;

/**
 * Vitest's order, which is by size on a fresh clone, except that what is long begins first: begun last, it would run on by itself. What works
 * and what waits take turns, or all that works would be at once, and each of it too slow for its own time limits.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const working = sorted.filter(({ moduleId }) => WORKING.test(moduleId));
    const waiting = sorted.filter(({ moduleId }) => WAITING.test(moduleId));
    const turns = Array.from({ length: Math.max(working.length, waiting.length) }, (_, turn) => [
      ...working.slice(turn, turn + 1),
      ...waiting.slice(turn, turn + 1),
    ]);
    const rest = sorted.filter(({ moduleId }) => !WORKING.test(moduleId) && !WAITING.test(moduleId));
    return [...turns.flat(), ...rest];
  }
}
