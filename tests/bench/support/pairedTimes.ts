import { percentile } from './figures.ts';
import { watchOthers } from './others.ts';

/** A time during which a thread of ours waited longer than this for a processor was another program's, whose turns last longer. */
const LONGEST_WAIT_MS = 1;
/** Where all sides together take so long that this part of it is more, that much is let pass: in a second there is always another program. */
const LONGEST_WAIT_PART = 0.01;
/** For each time that counts, so many are tried. */
const MOST_ATTEMPTS = 6;

/** Milliseconds. */
export interface Measured {
  readonly p50: number;
  readonly p95: number;
}

export interface Paired<Side extends string> {
  readonly of: Readonly<Record<Side, Measured>>;
  /** Whether as many times were taken as were wanted. */
  readonly isWhole: boolean;
  /** How many were tried, and how many of them did not count. */
  readonly tried: number;
  readonly disturbed: number;
}

export async function milliseconds(work: () => unknown): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

export function figuresOf(taken: number[]): Measured {
  taken.sort((a, b) => a - b);
  return { p50: percentile(taken, 0.5), p95: percentile(taken, 0.95) };
}

/**
 * Does what is planned, in turn, on each side `times` times; which of them goes first takes turns. A time (of all) during which a thread waited for a
 * processor does not count, whatever came out.
 */
export async function pairedTimes<Plan, Side extends string>(
  planned: readonly Plan[],
  times: number,
  sides: Readonly<Record<Side, (plan: Plan) => unknown>>,
): Promise<Paired<Side>> {
  const names = Object.keys(sides) as Side[];
  const taken = new Map<Side, number[]>(names.map((side) => [side, []]));
  let whole = 0;
  let disturbed = 0;
  for (let time = 0; whole < times && time < MOST_ATTEMPTS * times; time += 1) {
    const plan = planned[time % planned.length];
    if (plan === undefined) throw new RangeError('nothing is planned');
    const waited = watchOthers();
    const first = time % names.length;
    const took: [Side, number][] = [];
    for (const side of [...names.slice(first), ...names.slice(0, first)])
      took.push([side, await milliseconds(() => sides[side](plan))]);
    const total = took.reduce((sum, [, one]) => sum + one, 0);
    if (waited() > Math.max(LONGEST_WAIT_MS, total * LONGEST_WAIT_PART)) {
      disturbed += 1;
      continue;
    }
    whole += 1;
    for (const [side, one] of took) taken.get(side)?.push(one);
  }
  return {
    isWhole: whole === times,
    tried: whole + disturbed,
    disturbed,
    of: Object.fromEntries([...taken].map(([side, all]) => [side, figuresOf(all)])) as Record<Side, Measured>,
  };
}
