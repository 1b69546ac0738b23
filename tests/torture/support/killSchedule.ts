import type { Random } from '#server/demo/random.ts';

/**
 * One kill: at the moment when the visitors together have sent or been acknowledged `count` messages, `turns` turns of the event loop
 * later. Counted in messages and not in milliseconds, so that a seed means the same on a fast machine and on a slow one.
 */
export interface Kill {
  readonly on: 'sent' | 'acknowledged';
  readonly count: number;
  readonly turns: number;
}

const MAXIMUM_TURNS = 12;

/** Spreads the kills over the run, one at a random place of each equal part. `underWay`: messages that may be sent and not acknowledged. */
export function makeKillSchedule(random: Random, kills: number, messages: number, underWay: number): readonly Kill[] {
  const part = (messages - underWay) / kills;
  return Array.from({ length: kills }, (_, index) => ({
    on: random.next() < 0.5 ? ('sent' as const) : ('acknowledged' as const),
    count: Math.max(1, Math.floor((index + random.next()) * part)),
    turns: random.between(0, MAXIMUM_TURNS),
  }));
}
