import type Database from 'better-sqlite3';
import { standAtCommit } from '#tests/torture/support/strikes/standAtCommit.ts';
import { CHANGES, type Change } from './changes.ts';

/** Changes that are one more of something; the other two are told by what did not come with them. */
const COUNTED = CHANGES.filter((change) => change !== 'pending' && change !== 'escalated');
type Counts = Readonly<Record<(typeof COUNTED)[number] | 'told', number>>;

interface Seen extends Counts {
  readonly state: string;
}

const COUNTS = `SELECT
  (SELECT count(*) FROM alert) AS fired,
  (SELECT count(*) FROM alert WHERE acknowledgedAt IS NOT NULL) AS acknowledged,
  (SELECT count(*) FROM alert WHERE resolvedAt IS NOT NULL) AS resolved,
  (SELECT count(DISTINCT alertId || step) FROM alert_told) AS told,
  (SELECT coalesce(sum(round), 0) FROM notification WHERE kind = 'alert') AS needed,
  (SELECT coalesce(sum(attempts), 0) FROM notification_delivery) AS taken,
  (SELECT count(*) FROM notification_delivery WHERE state IN ('shown', 'clicked')) AS shown,
  (SELECT count(*) FROM notification_delivery WHERE withdrawnAt IS NOT NULL) AS withdrawn,
  (SELECT count(*) FROM notification_delivery WHERE channel = 'push' AND sentAt IS NOT NULL) AS pushed,
  (SELECT count(*) FROM notification_delivery WHERE channel = 'webhook' AND sentAt IS NOT NULL) AS posted`;
const NOTHING = Object.fromEntries([...COUNTED, 'told'].map((name) => [name, 0])) as Counts;

function openLook(database: Database.Database): () => Seen {
  const counts = database.prepare<[], Counts>(COUNTS);
  const states = database.prepare<[], { stateJson: string | null }>('SELECT stateJson FROM alert_rule');
  return () => ({
    ...NOTHING,
    ...counts.get(),
    state: JSON.stringify(states.all().map(({ stateJson }) => phasesOf(stateJson))),
  });
}

function phasesOf(stateJson: string | null): unknown {
  const { groups } = JSON.parse(stateJson ?? '{"groups":{}}') as { groups: Record<string, { phase: string }> };
  return Object.entries(groups).map(([key, { phase }]) => [key, phase]);
}

function changesBetween(before: Seen, now: Seen): readonly Change[] {
  const changes: Change[] = [];
  const came = (what: keyof Counts): boolean => now[what] > before[what];
  for (const one of COUNTED) if (came(one)) changes.push(one);
  if (came('told') && !came('fired')) changes.push('escalated');
  if (now.state !== before.state && !came('fired') && !came('resolved')) changes.push('pending');
  return changes;
}

standAtCommit(openLook, changesBetween);
