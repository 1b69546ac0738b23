import type { Random } from '#server/demo/random.ts';

/** What the server is in the middle of when it is killed. */
export const WORKS = ['backfill', 'webhooks', 'request'] as const;
export type Work = (typeof WORKS)[number];

/**
 * How far it has come. `asked`: the page of a back-fill, the delivery or the making of a link is on its way and has reached nobody. `answered`: it is done there,
 * and who asked has not heard. `relayed`: it has heard, and goes on.
 */
export const STAGES = ['asked', 'answered', 'relayed'] as const;
export type Stage = (typeof STAGES)[number];

/** One kill: at the `count`th time since the server's start that its work has come so far, `turns` turns of our event loop later. */
export interface BillingKill {
  readonly during: Work;
  readonly stage: Stage;
  readonly count: number;
  readonly turns: number;
}

/** Pages of a back-fill, and deliveries, of one life of the server that a kill may wait for. */
const MOST: Readonly<Record<Work, number>> = { backfill: 16, webhooks: 30, request: 1 };
/** What follows an answer (a commit, the next step) takes some turns; what is held at the gate goes no further. */
const MOST_TURNS = 24;

/** Every work and every stage in turn, so that few kills meet all of them; where within it is drawn. */
export function planKills(random: Random, kills: number): readonly BillingKill[] {
  return Array.from({ length: kills }, (_, index) => {
    const during = WORKS[index % WORKS.length] ?? 'backfill';
    const stage = STAGES[Math.floor(index / WORKS.length) % STAGES.length] ?? 'asked';
    return {
      during,
      stage,
      count: random.between(1, MOST[during]),
      turns: stage === 'relayed' ? random.between(0, MOST_TURNS) : 0,
    };
  });
}
