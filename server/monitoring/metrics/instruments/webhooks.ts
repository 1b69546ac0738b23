import type { Registry } from '#server/monitoring/metrics/registry.ts';
import { SECONDS } from './buckets.ts';

/** Told of events that others post. */
export interface WebhookInstruments {
  /** @param lagSeconds from its making there to its being stored here. */
  received(type: string, lagSeconds: number): void;
  refused(reason: 'signature' | 'unreadable' | 'otherAccount' | 'busy'): void;
}

export function createWebhookInstruments(registry: Registry): WebhookInstruments {
  const received = registry.counter({
    name: 'optimaliq_webhooks_received_total',
    help: 'Events of Stripe that were stored, by type.',
    labels: ['type'],
    // Stripe has some 250 types; a shop meets few of them.
    most: 60,
    isKept: false,
  });
  const taken = registry
    .counter({ name: 'optimaliq_webhooks_taken_total', help: 'Events of Stripe that were stored.' })
    .with({});
  const refused = registry.counter({
    name: 'optimaliq_webhooks_refused_total',
    help: 'Requests to the webhook address that were refused, by why.',
    labels: ['reason'],
    most: 10,
  });
  const lag = registry
    .histogram({
      name: 'optimaliq_webhook_lag_seconds',
      help: 'From the making of an event at Stripe, to the second, to its being stored here.',
      buckets: [...SECONDS, 30, 60, 300, 3_600],
    })
    .with({});
  return {
    received: (type, lagSeconds) => {
      taken.add();
      received.with({ type }).add();
      lag.observe(Math.max(0, lagSeconds));
    },
    refused: (reason) => refused.with({ reason }).add(),
  };
}
