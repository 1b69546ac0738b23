import type { Registry } from './registry.ts';

const nothing = { add: () => undefined, set: () => undefined, observe: () => undefined };
const metric = { with: () => nothing };

/** The registry of a server that measures nothing (`OPTIMALIQ_METRICS=off`), with which the bench compares. */
export function createSilentRegistry(): Registry {
  return {
    isOn: false,
    now: () => 0,
    counter: () => metric,
    gauge: () => metric,
    histogram: () => metric,
    beforeTick: () => undefined,
    tick: (at) => ({ at, samples: [] }),
    exposition: () => '',
    kept: () => [],
    standing: () => [],
    drain: () => [],
    absorb: () => undefined,
  };
}
