/** Names when time began to run fast, and how fast, in the environment of a server that `fastClock.ts` is loaded into. */
export const TIME_BEGAN = 'TORTURE_TIME_BEGAN';
export const TIME_FACTOR = 'TORTURE_TIME_FACTOR';

/** The clock of a server whose time runs `factor` times as fast as ours since `began` (UTC ms). */
export const quickClock =
  (began: number, factor: number, now: () => number = Date.now): (() => number) =>
  () =>
    Math.round(began + (now() - began) * factor);
