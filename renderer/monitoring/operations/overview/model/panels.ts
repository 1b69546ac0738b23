import type { SeriesMatcher } from '#shared/monitoring/series.ts';

export type Unit = 'perSecond' | 'seconds' | 'bytes' | 'count' | 'share' | 'cores';

/** What is drawn of a point. `rate`: of a counter, a second. `p50` to `p99`: of a histogram. */
export type Reading = 'rate' | 'last' | 'max' | 'p50' | 'p95' | 'p99';

export const SECTIONS = ['traffic', 'errors', 'latency', 'saturation', 'business'] as const;
export type Section = (typeof SECTIONS)[number];

/** One chart: the lines of a metric, one for each value of the label `by`, or one for each reading. */
export interface PanelDefinition {
  readonly section: Section;
  readonly unit: Unit;
  readonly matcher: SeriesMatcher;
  readonly by?: string;
  readonly readings: readonly Reading[];
}

export const QUANTILES = [0.5, 0.95, 0.99] as const;

const counted = (section: Section, name: string, by?: string, labels?: SeriesMatcher['labels']): PanelDefinition => ({
  section,
  unit: 'perSecond',
  matcher: { name, ...(labels === undefined ? {} : { labels }) },
  ...(by === undefined ? {} : { by }),
  readings: ['rate'],
});
const latency = (name: string, labels?: SeriesMatcher['labels']): PanelDefinition => ({
  section: 'latency',
  unit: 'seconds',
  matcher: { name, ...(labels === undefined ? {} : { labels }) },
  readings: ['p50', 'p95', 'p99'],
});
const stands = (
  section: Section,
  unit: Unit,
  name: string,
  by?: string,
  labels?: SeriesMatcher['labels'],
): PanelDefinition => ({
  section,
  unit,
  matcher: { name, ...(labels === undefined ? {} : { labels }) },
  ...(by === undefined ? {} : { by }),
  readings: ['last'],
});

/** All charts of the overview, in their order. */
export const PANELS = {
  calls: counted('traffic', 'optimaliq_calls_total', 'place', { outcome: 'ok' }),
  messages: counted('traffic', 'optimaliq_messages_received_total', 'by'),
  events: counted('traffic', 'optimaliq_events_sent_total'),
  connections: stands('traffic', 'count', 'optimaliq_connections', 'role'),
  connects: counted('traffic', 'optimaliq_connects_total', 'role'),
  repeated: counted('traffic', 'optimaliq_messages_repeated_total'),
  webhooks: counted('traffic', 'optimaliq_webhooks_taken_total'),
  serviceCalls: counted('traffic', 'optimaliq_service_calls_total', 'service', { outcome: 'ok' }),

  failedCalls: counted('errors', 'optimaliq_calls_total', 'place', { outcome: 'failed' }),
  refusals: counted('errors', 'optimaliq_refusals_total', 'code'),
  signIns: counted('errors', 'optimaliq_sign_ins_total', 'outcome'),
  disconnects: counted('errors', 'optimaliq_disconnects_total', 'reason'),
  resumes: counted('errors', 'optimaliq_resumes_total', 'outcome'),
  webhooksRefused: counted('errors', 'optimaliq_webhooks_refused_total', 'reason'),
  serviceFailures: counted('errors', 'optimaliq_service_calls_total', 'service', { outcome: 'failed' }),

  durable: latency('optimaliq_message_latency_seconds', { until: 'durable' }),
  delivered: latency('optimaliq_message_latency_seconds', { until: 'delivered' }),
  shown: latency('optimaliq_message_latency_seconds', { until: 'shown' }),
  commands: latency('optimaliq_call_seconds', { place: 'command' }),
  queries: latency('optimaliq_call_seconds', { place: 'query' }),
  gatewayCalls: latency('optimaliq_call_seconds', { place: 'gateway' }),
  groups: latency('optimaliq_group_seconds'),
  commits: latency('optimaliq_commit_seconds'),
  feedLag: latency('optimaliq_feed_lag_seconds'),
  feedWait: latency('optimaliq_feed_wait_seconds'),
  webhookLag: latency('optimaliq_webhook_lag_seconds'),
  services: latency('optimaliq_service_seconds'),

  loopDelay: {
    ...stands('saturation', 'seconds', 'optimaliq_event_loop_longest_delay_seconds', 'thread'),
    readings: ['max'],
  },
  loopUse: stands('saturation', 'share', 'optimaliq_event_loop_utilization_ratio', 'thread'),
  cpu: { ...counted('saturation', 'process_cpu_seconds_total'), unit: 'cores' },
  memory: stands('saturation', 'bytes', 'process_resident_memory_bytes'),
  heap: stands('saturation', 'bytes', 'optimaliq_heap_used_bytes', 'thread'),
  handles: stands('saturation', 'count', 'optimaliq_active_handles'),
  groupSize: { ...latency('optimaliq_group_commands'), section: 'saturation', unit: 'count' },
  jobs: stands('saturation', 'count', 'optimaliq_jobs', 'state'),
  oldestJob: { ...stands('saturation', 'seconds', 'optimaliq_oldest_job_seconds', 'queue'), readings: ['max'] },
  database: stands('saturation', 'bytes', 'optimaliq_database_bytes', 'file'),

  conversations: stands('business', 'count', 'optimaliq_conversations', 'state'),
  oldestWait: { ...stands('business', 'seconds', 'optimaliq_oldest_wait_seconds'), readings: ['max'] },
  payments: stands('business', 'count', 'optimaliq_payments_last_hour', 'outcome'),
  refunds: stands('business', 'count', 'optimaliq_refunds_awaiting_approval'),
  disputes: stands('business', 'count', 'optimaliq_disputes_due'),
} as const satisfies Readonly<Record<string, PanelDefinition>>;

export type PanelId = keyof typeof PANELS;
export const PANEL_IDS = Object.keys(PANELS) as readonly PanelId[];
export const panelOf = (id: PanelId): PanelDefinition => PANELS[id];

/** What all charts need, each metric once. */
export function matchersOf(ids: readonly PanelId[]): readonly SeriesMatcher[] {
  return [...new Set(ids.map((id) => PANELS[id].matcher.name))].map((name) => ({ name }));
}
