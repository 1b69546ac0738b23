import type { AlertRule, Condition, Measure } from '#shared/monitoring/alerts/rule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const above = (of: Measure, limit: number, clear: number): Condition => ({
  kind: 'threshold',
  of,
  is: 'above',
  limit,
  clear,
});
const measure = (
  metric: string,
  read: Measure['read'],
  labels: Readonly<Record<string, string>> = {},
  across: Measure['across'] = 'max',
): Measure => ({ metric, labels: { ...labels }, read, across });

const bare = { stepMs: 60_000, forMs: 2 * MINUTE, groupBy: [] as string[], isEnabled: true } as const;
const budget = (limit: number, longMs: number, shortMs: number): Condition => ({
  kind: 'burn',
  bad: { metric: 'optimaliq_refusals_total', labels: { code: 'INTERNAL' } },
  all: { metric: 'optimaliq_calls_total', labels: {} },
  objective: 0.999,
  longMs,
  shortMs,
  limit,
  clear: 1,
});

const rules: readonly AlertRule[] = [
  {
    ...bare,
    name: 'Messages arrive late',
    help: 'One in twenty messages takes more than a second to reach the other side. Look at event loop, commits and the number of lines.',
    condition: above(measure('optimaliq_message_latency_seconds', 'p95', { until: 'delivered' }), 1, 0.5),
    severity: 'critical',
  },
  {
    ...bare,
    name: 'Calls fail: the error budget goes within days',
    help: 'Of a month’s allowed failures (1 in 1,000) more than 2 % went within an hour. The log has each failure with its correlation id.',
    condition: budget(14.4, HOUR, 5 * MINUTE),
    forMs: 0,
    severity: 'critical',
  },
  {
    ...bare,
    name: 'Calls fail: the error budget goes too fast',
    help: 'Of a month’s allowed failures (1 in 1,000) more than 5 % went within six hours.',
    condition: budget(6, 6 * HOUR, 30 * MINUTE),
    stepMs: 300_000,
    forMs: 0,
    severity: 'warning',
  },
  {
    ...bare,
    name: 'An event loop is held up',
    help: 'A thread of the server is busy with one thing for too long, and everything else on it waits.',
    condition: above(measure('optimaliq_event_loop_delay_seconds', 'mean'), 0.1, 0.05),
    groupBy: ['thread'],
    severity: 'warning',
  },
  {
    ...bare,
    name: 'The disk is slow',
    help: 'One commit in a hundred takes more than half a second. Every message waits for its commit.',
    condition: above(measure('optimaliq_commit_seconds', 'p99'), 0.5, 0.25),
    forMs: 5 * MINUTE,
    severity: 'warning',
  },
  {
    ...bare,
    name: 'The write-ahead log grows',
    help: 'The log of the database is not copied into it any more. Look for a backup or a reader that does not end.',
    condition: above(measure('optimaliq_database_bytes', 'max', { file: 'log' }), 512_000_000, 128_000_000),
    forMs: 5 * MINUTE,
    severity: 'warning',
  },
  {
    ...bare,
    name: 'Memory grows fast',
    help: 'The server takes half as much memory again as an hour ago.',
    condition: {
      kind: 'change',
      of: measure('process_resident_memory_bytes', 'mean'),
      withinMs: HOUR,
      as: 'share',
      is: 'above',
      limit: 0.5,
      clear: 0.25,
    },
    forMs: 10 * MINUTE,
    severity: 'info',
  },
  {
    ...bare,
    name: 'The figures of the business are missing',
    help: 'The server runs, and nobody has counted conversations, payments and jobs for five minutes.',
    condition: { kind: 'absence', of: { metric: 'optimaliq_conversations', labels: {} } },
    forMs: 5 * MINUTE,
    severity: 'critical',
  },
  {
    ...bare,
    name: 'A service outside fails',
    help: 'One call in five fails. What it answers with stands in Services.',
    condition: {
      kind: 'ratio',
      part: { metric: 'optimaliq_service_calls_total', labels: { outcome: 'failed' } },
      whole: { metric: 'optimaliq_service_calls_total', labels: {} },
      windowMs: 5 * MINUTE,
      atLeast: 5,
      is: 'above',
      limit: 0.2,
      clear: 0.1,
    },
    groupBy: ['service'],
    severity: 'warning',
  },
  {
    ...bare,
    name: 'Events of Stripe are refused',
    help: 'Requests to the webhook address do not bear Stripe’s signature: the secret was changed, or somebody else sends them.',
    condition: above(measure('optimaliq_webhooks_refused_total', 'increase', {}, 'sum'), 5, 0),
    stepMs: 300_000,
    forMs: 0,
    severity: 'warning',
  },
  {
    ...bare,
    name: 'Work was given up',
    help: 'It was tried as often as it is worth. In Jobs it can be tried again, or discarded with a reason.',
    condition: above(measure('optimaliq_jobs', 'max', { state: 'dead' }), 0, 0),
    forMs: 0,
    groupBy: ['queue'],
    severity: 'warning',
  },
  {
    ...bare,
    name: 'Work waits for long',
    help: 'The oldest work of a list has waited for more than ten minutes.',
    condition: above(measure('optimaliq_oldest_job_seconds', 'max'), 600, 120),
    groupBy: ['queue'],
    severity: 'warning',
  },
  {
    ...bare,
    name: 'A customer waits for an answer',
    help: 'Somebody has waited in the chat for more than a quarter of an hour.',
    condition: above(measure('optimaliq_oldest_wait_seconds', 'max'), 900, 300),
    severity: 'warning',
  },
  {
    ...bare,
    name: 'Many payments are declined',
    help: 'More than half of at least ten payments of the last hour were declined. The finance overview has their codes.',
    condition: {
      kind: 'ratio',
      part: { metric: 'optimaliq_payments_last_hour', labels: { outcome: 'declined' } },
      whole: { metric: 'optimaliq_payments_last_hour', labels: {} },
      windowMs: MINUTE,
      atLeast: 10,
      is: 'above',
      limit: 0.5,
      clear: 0.3,
    },
    forMs: 5 * MINUTE,
    severity: 'critical',
  },
  {
    ...bare,
    name: 'Somebody is held back',
    help: 'Many calls were refused because there were too many of them, or too many wrong passwords.',
    condition: above(measure('optimaliq_refusals_total', 'increase', { code: 'RATE_LIMITED' }, 'sum'), 100, 10),
    stepMs: 300_000,
    forMs: 0,
    severity: 'info',
  },
];

/** The rules that a workspace begins with, each under an id of its own that never changes. */
export const startingAlertRules = rules.map((rule, place) => ({
  id: `019e0000-0000-7000-8000-${String(place + 1).padStart(12, '0')}`,
  rule,
}));
