import assert from 'node:assert/strict';
import { backTest } from '#shared/monitoring/alerts/backTest.ts';
import { historyOf, matchersOf, QUANTILES } from '#shared/monitoring/alerts/history.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { judgeOutside, type JudgedOutside } from './judgeOutside.ts';
import type { OnCall } from './onCall.ts';
import { rangeOfWaves, RULE, STEP_MS, STEPS_AFTER_MS } from './waves.ts';

interface AlertRow {
  readonly id: string;
  readonly groupKey: string;
  readonly startedAt: number;
  readonly resolvedAt: number | null;
  readonly acknowledgedAt: number | null;
  readonly told: number;
  readonly nextStepAt: number | null;
}

interface Told {
  readonly alertId: string;
  readonly step: number;
  readonly at: number;
}

export interface Judged {
  readonly fired: number;
  readonly resolved: number;
  readonly acknowledged: number;
  readonly escalations: number;
  readonly deliveries: number;
  readonly shown: number;
  readonly outside: JudgedOutside;
}

interface Scene {
  readonly dataDirectory: string;
  /** Evaluated from then on, UTC ms of the server's time. */
  readonly from: number;
  readonly onCall: OnCall;
  /** When the server was up, in its own time. */
  readonly lives: readonly { readonly from: number; readonly to: number }[];
  /** How long after it is due somebody may be told, while it is up. */
  readonly graceMs: number;
}

/** What should have fired, by the function itself over waves that nobody could miss. */
function expected(from: number, to: number) {
  const start = from - 60 * STEP_MS;
  const answer = rangeOfWaves({ matchers: matchersOf(RULE), from: start, to, step: STEP_MS, quantiles: QUANTILES });
  return backTest(RULE, historyOf(RULE, answer), from)
    .map((one) => ({ groupKey: one.key, startedAt: one.from, resolvedAt: one.to }))
    .sort(byStart);
}
const byStart = (one: { startedAt: number; groupKey: string }, other: { startedAt: number; groupKey: string }) =>
  one.startedAt - other.startedAt || (one.groupKey < other.groupKey ? -1 : 1);

/** Steps of an alert that were due, with the server up for long enough, and were not told. */
function skipped(
  alert: AlertRow,
  told: readonly Told[],
  endedAt: number,
  { lives, graceMs }: Scene,
): readonly string[] {
  const steps = [...new Set(told.map(({ step }) => step))].sort((one, other) => one - other);
  const faults = steps.some((step, place) => step !== place) ? [`${alert.id}: steps ${steps.join(' ')}`] : [];
  const next = steps.length;
  const after = STEPS_AFTER_MS[next];
  if (after === undefined) return faults;
  const last = told.findLast(({ step }) => step === next - 1)?.at ?? alert.startedAt;
  const dueAt = last + after - (STEPS_AFTER_MS[next - 1] ?? 0);
  const isMissed = lives.some(({ from, to }) => Math.min(to, endedAt) - Math.max(from, dueAt) > graceMs);
  return isMissed
    ? [
        ...faults,
        `${alert.id}: step ${String(next)} was due at ${String(dueAt)}, and it went on until ${String(endedAt)}`,
      ]
    : faults;
}

/** @throws AssertionError when a firing was lost or doubled, somebody was told twice at one device or not at all, an escalation was skipped, or a way of telling has no fate. */
export function judgeAlerts(scene: Scene): Judged {
  const { dataDirectory, from, onCall, graceMs } = scene;
  const rows = (sql: string): readonly unknown[] => queryRows(dataDirectory, sql);
  const alerts = rows('SELECT * FROM alert ORDER BY startedAt, groupKey') as readonly AlertRow[];
  const [rule] = rows('SELECT stateJson FROM alert_rule') as readonly { stateJson: string }[];
  const { at } = JSON.parse(rule?.stateJson ?? '{"at":0}') as { at: number };
  const found = alerts
    .map(({ groupKey, startedAt, resolvedAt }) => ({ groupKey, startedAt, resolvedAt }))
    .sort(byStart);
  assert.deepEqual(found, expected(from, at), 'every firing is there, once, with its beginning and its end');

  const entries = rows(
    `SELECT name, at, subjectsJson FROM journal WHERE name LIKE 'monitoring.alert%' ORDER BY seq`,
  ) as readonly { name: string; at: number; subjectsJson: string }[];
  const entriesOf = (name: string, id: string) =>
    entries.filter((one) => one.name === `monitoring.${name}` && one.subjectsJson.includes(id));
  const told = rows('SELECT alertId, step, at FROM alert_told ORDER BY at') as readonly Told[];
  const faults = alerts.flatMap((alert) => {
    const ended = [...entriesOf('alertAcknowledged', alert.id), ...entriesOf('alertResolved', alert.id)];
    const endedAt = Math.min(...ended.map((one) => one.at), Number.MAX_SAFE_INTEGER);
    const journal = [
      entriesOf('alertFired', alert.id).length === 1 ? [] : [`${alert.id}: fired in the journal`],
      entriesOf('alertResolved', alert.id).length === (alert.resolvedAt === null ? 0 : 1)
        ? []
        : [`${alert.id}: resolved in the journal`],
    ].flat();
    return [
      ...journal,
      ...skipped(
        alert,
        told.filter(({ alertId }) => alertId === alert.id),
        endedAt,
        scene,
      ),
    ];
  });
  assert.deepEqual(faults, []);

  const doubled = rows(
    `SELECT notificationId, round, targetId, count(*) AS times FROM notification_delivery WHERE channel = 'system'
      GROUP BY notificationId, round, targetId HAVING count(*) > 1`,
  );
  assert.deepEqual(doubled, [], 'the ledger has one delivery of each telling to a device');
  const ids = onCall.shown.flatMap((one) => one.ids);
  assert.equal(new Set(ids).size, ids.length, 'nothing was shown twice');
  const untold = rows(
    `SELECT alertId FROM alert_told JOIN account ON account.id = accountId WHERE rolesJson LIKE '%admin%' AND NOT EXISTS
      (SELECT 1 FROM notification WHERE kind = 'alert' AND subjectId = alertId AND notification.accountId = alert_told.accountId)
      AND alertId IN (SELECT id FROM alert WHERE resolvedAt IS NULL AND acknowledgedAt IS NULL)`,
  );
  assert.deepEqual(untold, [], 'whoever is to be told of what fires is in the ledger');
  const [counts] = rows(
    `SELECT count(*) AS deliveries, coalesce(sum(state IN ('shown', 'clicked')), 0) AS shown FROM notification_delivery WHERE channel = 'system'`,
  ) as readonly { deliveries: number; shown: number }[];
  return {
    fired: alerts.length,
    resolved: alerts.filter(({ resolvedAt }) => resolvedAt !== null).length,
    acknowledged: alerts.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length,
    escalations: entries.filter(({ name }) => name === 'monitoring.alertEscalated').length,
    deliveries: counts?.deliveries ?? 0,
    shown: counts?.shown ?? 0,
    outside: judgeOutside({ dataDirectory, outside: onCall.outside, endedAt: scene.lives.at(-1)?.to ?? 0, graceMs }),
  };
}
