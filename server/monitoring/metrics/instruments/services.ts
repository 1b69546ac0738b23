import type { Registry } from '#server/monitoring/metrics/registry.ts';
import { SECONDS } from './buckets.ts';

/** Told of calls to the outside. */
export interface ServiceInstruments {
  called(service: string, outcome: 'ok' | 'failed', seconds: number): void;
}

export function createServiceInstruments(registry: Registry): ServiceInstruments {
  const calls = registry.counter({
    name: 'optimaliq_service_calls_total',
    help: 'Calls to services outside, by what came of them.',
    labels: ['service', 'outcome'],
    most: 20,
  });
  const seconds = registry.histogram({
    name: 'optimaliq_service_seconds',
    help: 'Time that a call to a service outside took.',
    labels: ['service'],
    most: 10,
    buckets: SECONDS,
  });
  return {
    called: (service, outcome, took) => {
      calls.with({ service, outcome }).add();
      seconds.with({ service }).observe(took);
    },
  };
}
