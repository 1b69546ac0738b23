import type { Registry } from '#server/monitoring/metrics/registry.ts';
import { SECONDS } from './buckets.ts';

/** Told of what the feed carries. */
export interface FeedInstruments {
  /** So many events left for a line, the first of which had waited for so many seconds. */
  sent(events: number, seconds: number): void;
  resumed(outcome: 'lossless' | 'snapshot'): void;
  /** What was committed up to this entry has been told, so many seconds after the gateway heard of it. */
  told(seq: number, seconds: number): void;
}

export function createFeedInstruments(registry: Registry): FeedInstruments {
  const events = registry
    .counter({ name: 'optimaliq_events_sent_total', help: 'Events sent to lines: one for each that follows.' })
    .with({});
  const waits = registry
    .histogram({
      name: 'optimaliq_feed_wait_seconds',
      help: 'How long the first event of a batch waited for company before it left.',
      buckets: SECONDS,
    })
    .with({});
  const resumes = registry.counter({
    name: 'optimaliq_resumes_total',
    help: 'Subscriptions taken up again: told all that was missed, or to read the state anew.',
    labels: ['outcome'],
  });
  const head = registry
    .gauge({ name: 'optimaliq_journal_head', help: 'Sequence number of the newest journal entry that was told.' })
    .with({});
  const lag = registry
    .histogram({
      name: 'optimaliq_feed_lag_seconds',
      help: 'From hearing of a commit to having told everybody who follows.',
      buckets: SECONDS,
    })
    .with({});
  const lossless = resumes.with({ outcome: 'lossless' });
  const snapshot = resumes.with({ outcome: 'snapshot' });
  return {
    sent: (count, seconds) => {
      events.add(count);
      waits.observe(seconds);
    },
    resumed: (outcome) => (outcome === 'lossless' ? lossless : snapshot).add(),
    told: (seq, seconds) => {
      head.set(seq);
      lag.observe(seconds);
    },
  };
}
