import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Sample } from '#shared/monitoring/series.ts';
import { addToSketch, createSketch } from '#shared/monitoring/sketch.ts';
import { createRandom } from '#server/demo/random.ts';
import { openSeriesStore } from '#server/monitoring/series/store.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Nine minutes ago the server stood still for a minute and a half, and came back as another version. */
const DOWN = { from: -9 * MINUTE, to: -7.5 * MINUTE };

function sampler(random: () => number) {
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const some = (most: number): number => Math.round(most * (0.6 + 0.4 * random()));
  const sometimes = (share: number): number => (random() < share ? 1 : 0);
  const counter = (key: string, most: number): Sample => ({ key, kind: 'counter', increase: some(most) });
  const gauge = (key: string, value: number): Sample => ({ key, kind: 'gauge', value });
  function histogram(key: string, count: number, middle: number, spread: number): Sample {
    const sketch = createSketch();
    const seen = Array.from({ length: count }, () => middle * Math.exp(spread * normal()));
    for (const value of seen) addToSketch(sketch, value);
    return { key, kind: 'histogram', count, sum: seen.reduce((sum, value) => sum + value, 0), min: Math.min(...seen), max: Math.max(...seen), sketch }; // prettier-ignore
  }
  /** Of one second; `wave` from 0 to 1. */
  return (wave: number): Sample[] => [
    ...['command', 'query', 'gateway'].flatMap((place, index) => [
      counter(`optimaliq_calls_total{outcome="ok",place="${place}"}`, 40 * wave * (index + 1)),
      counter(`optimaliq_calls_total{outcome="failed",place="${place}"}`, random() < 0.1 ? 2 : 0),
      histogram(`optimaliq_call_seconds{place="${place}"}`, 12, 0.004 * (index + 1) * (0.6 + wave), 0.5),
    ]),
    ...['visitor', 'staff'].map((by) => counter(`optimaliq_messages_received_total{by="${by}"}`, 22 * wave)),
    counter('optimaliq_events_sent_total', 160 * wave),
    ...['visitor', 'staff'].map((role, index) => gauge(`optimaliq_connections{role="${role}"}`, Math.round((index === 0 ? 320 : 14) * (0.8 + 0.2 * wave)))), // prettier-ignore
    counter('optimaliq_webhooks_taken_total', 3 * wave),
    histogram('optimaliq_webhook_lag_seconds', 3, 0.8, 0.5),
    counter('optimaliq_connects_total{carrier="socketIo",role="visitor"}', 4 * wave),
    counter('optimaliq_connects_total{carrier="socketIo",role="staff"}', sometimes(0.05)),
    counter('optimaliq_disconnects_total{reason="transport close"}', 3 * wave),
    counter('optimaliq_disconnects_total{reason="ping timeout"}', sometimes(0.1)),
    counter('optimaliq_resumes_total{outcome="lossless"}', 2 * wave),
    counter('optimaliq_resumes_total{outcome="snapshot"}', sometimes(0.05)),
    counter('optimaliq_messages_repeated_total', sometimes(0.2)),
    counter('optimaliq_refusals_total{code="RATE_LIMITED"}', sometimes(0.15)),
    counter('optimaliq_refusals_total{code="CONFLICT"}', sometimes(0.1)),
    counter('optimaliq_sign_ins_total{outcome="ok"}', sometimes(0.05)),
    counter('optimaliq_service_calls_total{outcome="ok",service="stripe"}', 3 * wave),
    counter('optimaliq_service_calls_total{outcome="failed",service="stripe"}', sometimes(0.02)),
    histogram('optimaliq_service_seconds{service="stripe"}', 3, 0.12, 0.4),
    gauge('optimaliq_jobs{queue="events",state="waiting"}', Math.round(6 * wave)),
    gauge('optimaliq_conversations{state="open"}', Math.round(90 + 20 * wave)),
    gauge('optimaliq_conversations{state="waiting"}', Math.round(14 * wave)),
    gauge('optimaliq_oldest_wait_seconds', Math.round(240 * wave)),
    ...['durable', 'delivered', 'shown'].map((until, index) => histogram(`optimaliq_message_latency_seconds{until="${until}"}`, 16, [0.006, 0.02, 0.6][index] ?? 1, 0.6)), // prettier-ignore
    histogram('optimaliq_group_seconds', 10, 0.005, 0.4),
    histogram('optimaliq_commit_seconds', 10, 0.003, 0.4),
    histogram('optimaliq_feed_lag_seconds', 10, 0.002, 0.5),
    histogram('optimaliq_feed_wait_seconds', 10, 0.008, 0.3),
    histogram('optimaliq_group_commands', 10, 6, 0.5),
    ...['gateway', 'writer', 'reader'].flatMap((thread, index) => [
      gauge(`optimaliq_event_loop_longest_delay_seconds{thread="${thread}"}`, 0.003 + 0.004 * random()),
      gauge(`optimaliq_event_loop_utilization_ratio{thread="${thread}"}`, (0.5 - 0.15 * index) * wave),
      gauge(`optimaliq_heap_used_bytes{thread="${thread}"}`, some(40e6 - 9e6 * index)),
    ]),
    counter('process_cpu_seconds_total', 1),
    gauge('process_resident_memory_bytes', some(190e6)),
    gauge('optimaliq_active_handles', 330),
  ];
}

/** Writes metrics.db as a busy server would have in its last twenty minutes, into a data directory of which nothing else need be there. @param now UTC ms. */
export function writeMeasuredPast(dataDirectory: string, now: number): void {
  mkdirSync(dataDirectory, { recursive: true });
  const begin = Math.floor((now - 20 * MINUTE) / SECOND) * SECOND;
  const open = (at: number, version: string) =>
    openSeriesStore({
      file: path.join(dataDirectory, 'metrics.db'),
      version,
      maximumBytes: 1e8,
      clock: () => at,
      warn: (message) => {
        throw new Error(message);
      },
    });
  const samples = sampler(createRandom(7).next);
  let store = open(begin, '0.0.9');
  let isDown = false;
  for (let at = begin; at < now - SECOND; at += SECOND) {
    if (at >= now + DOWN.from && at < now + DOWN.to) {
      if (!isDown) store.close();
      isDown = true;
      continue;
    }
    if (isDown) store = open(at, '0.1.0');
    isDown = false;
    const wave = 0.55 + 0.3 * Math.sin((at - begin) / (2.5 * MINUTE)) + 0.15 * Math.sin((at - begin) / (23 * SECOND));
    store.append({ at: at + SECOND, samples: samples(wave) });
  }
  store.close();
}
