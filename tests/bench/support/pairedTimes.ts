import { percentile } from './figures.ts';
import { watchOthers } from './others.ts';

/** A time during which a thread of ours waited longer than this for a processor was another program's, whose turns last longer. */
const LONGEST_WAIT_MS = 1;
/** For each time that counts, so many are tried. */
const MOST_ATTEMPTS = 6;

/** Milliseconds. */
export interface Measured {
  readonly p50: number;
  readonly p95: number;
}

export interface Paired {
  readonly server: Measured;
  readonly bare: Measured;
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
 * Does what is planned, in turn, on both sides `times` times; which of the two goes first alternates. A time (of both) during which a thread waited for a
 * processor does not count, whatever came out.
 */
export async function pairedTimes<Plan>(
  planned: readonly Plan[],
  times: number,
  sides: Readonly<Record<'server' | 'bare', (plan: Plan) => unknown>>,
): Promise<Paired> {
  const taken = { server: [] as number[], bare: [] as number[] };
  let disturbed = 0;
  for (let time = 0; taken.server.length < times && time < MOST_ATTEMPTS * times; time += 1) {
    const plan = planned[time % planned.length];
    if (plan === undefined) throw new RangeError('nothing is planned');
    const waited = watchOthers();
    const took = { server: 0, bare: 0 };
    for (const side of time % 2 === 0 ? (['server', 'bare'] as const) : (['bare', 'server'] as const))
      took[side] = await milliseconds(() => sides[side](plan));
    if (waited() > LONGEST_WAIT_MS) {
      disturbed += 1;
      continue;
    }
    taken.server.push(took.server);
    taken.bare.push(took.bare);
  }
  return {
    isWhole: taken.server.length === times,
    tried: taken.server.length + disturbed,
    disturbed,
    server: figuresOf(taken.server),
    bare: figuresOf(taken.bare),
  };
}
