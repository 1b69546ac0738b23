import type { AlertRule } from '#shared/monitoring/alerts/rule.ts';
import { alertId } from '#server/monitoring/alerts/alertId.ts';
import { changeRows } from './databaseState.ts';
import { newId } from './make.ts';

/** More than ten wait, for a minute. */
export const makeRule = (changes: Partial<AlertRule> = {}): AlertRule => ({
  name: 'Much waits',
  help: 'Look at the queue.',
  condition: {
    kind: 'threshold',
    of: { metric: 'depth', labels: {}, read: 'last', across: 'sum' },
    is: 'above',
    limit: 10,
    clear: 5,
  },
  stepMs: 60_000,
  forMs: 0,
  severity: 'warning',
  groupBy: ['queue'],
  isEnabled: true,
  ...changes,
});

interface FiringOptions {
  readonly dataDirectory: string;
  readonly startedAt?: number;
  /** Who was told. */
  readonly told?: readonly string[];
}

/** An alert that fires of a rule that is nobody's. @returns its id. */
export function makeFiring({ dataDirectory, startedAt = Date.now(), told = [] }: FiringOptions): string {
  const ruleId = newId();
  const id = alertId(ruleId, '["mail"]', startedAt);
  const rule = JSON.stringify(makeRule()).replaceAll("'", "''");
  const rows = told.map(
    (accountId) => `INSERT INTO alert_told VALUES ('${id}', '${accountId}', 0, ${String(startedAt)});`,
  );
  changeRows(
    dataDirectory,
    `INSERT INTO alert (id, ruleId, ruleJson, severity, groupKey, labelsJson, startedAt, value, lastValue, routeName, planJson, told)
      VALUES ('${id}', '${ruleId}', '${rule}', 'warning', '["mail"]', '{"queue":"mail"}', ${String(startedAt)}, 12, 12, 'All', '[]', 1);
      ${rows.join('')}`,
  );
  return id;
}
