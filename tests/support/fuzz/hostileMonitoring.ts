import fc from 'fast-check';
import { wellFormed, type ForeignIds } from './arbitraries.ts';
import { DISCONNECT_REASONS } from '#shared/monitoring/connections/reasons.ts';
import { QUEUES } from '#shared/monitoring/queues.ts';
import { DISCARD_REASONS } from '#shared/monitoring/jobs/reasons.ts';
import { SERVICES } from '#shared/monitoring/services/contract.ts';

const nothing = fc.constant({});
const queue = fc.constantFrom(...QUEUES);
const jobId = fc.oneof(
  fc.constantFrom(':', 'charge:', '__proto__:x', "charge:'; DROP TABLE stripe_fetch; --"),
  fc.string({ minLength: 1, maxLength: 200 }),
);

const instant = fc.integer({ min: 0, max: 8.64e15 - 1e12 });
const metric = fc.oneof(
  fc.constantFrom('optimaliq_calls_total', 'optimaliq_message_latency_seconds', 'constructor', '__proto__'),
  fc.stringMatching(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,30}$/),
);
const label = fc.constantFrom('place', 'outcome', 'until', 'constructor');

/** As `hostileInputs`, for whoever looks after the server. */
export function hostileMonitoring(ids: ForeignIds) {
  const { usedId: id } = wellFormed(ids);
  return {
    'monitoring.connections': fc.record({
      kind: fc.constantFrom('all', 'staff', 'visitor'),
      limit: fc.integer({ min: 1, max: 1_000 }),
    }),
    // A line that there is would be the fuzzer's own, or of whoever runs beside it.
    'monitoring.disconnect': fc.record({
      lineId: fc.string({ minLength: 1, maxLength: 100 }),
      reason: fc.constantFrom(...DISCONNECT_REASONS),
    }),
    'monitoring.jobQueues': nothing,
    'monitoring.jobs': fc.record({
      queue,
      state: fc.constantFrom('all', 'waiting', 'dead'),
      limit: fc.integer({ min: 1, max: 200 }),
    }),
    'monitoring.retryJob': fc.record({ id, queue, jobId }),
    'monitoring.discardJob': fc.record({ id, queue, jobId, reason: fc.constantFrom(...DISCARD_REASONS) }),
    'monitoring.services': nothing,
    'monitoring.testService': fc.record({ service: fc.constantFrom(...SERVICES) }),
    'monitoring.database': nothing,
    'monitoring.series': fc
      .record(
        {
          matchers: fc.array(
            fc.record(
              {
                name: metric,
                labels: fc.dictionary(
                  label,
                  fc.oneof(fc.string({ maxLength: 20 }), fc.array(fc.string(), { minLength: 1, maxLength: 3 })),
                  { maxKeys: 3 },
                ),
              },
              { requiredKeys: ['name'] },
            ),
            { minLength: 1, maxLength: 4 },
          ),
          from: instant,
          steps: fc.integer({ min: 1, max: 2_000 }),
          step: fc.integer({ min: 1, max: 40_000 }).map((seconds) => seconds * 1_000),
          quantiles: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }),
        },
        { requiredKeys: ['matchers', 'from', 'steps', 'step'] },
      )
      .map(({ steps, ...query }) => ({ ...query, to: query.from + steps * query.step })),
    'monitoring.metrics': nothing,
    'monitoring.annotations': fc
      .record({ from: instant, ms: fc.integer({ min: 1, max: 1e10 }) })
      .map(({ from, ms }) => ({ from, to: from + ms })),
  };
}
