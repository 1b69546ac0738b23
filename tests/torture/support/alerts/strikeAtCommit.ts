import type Database from 'better-sqlite3';
import { standAtCommit } from '#tests/torture/support/strikes/standAtCommit.ts';
import type { Change } from './changes.ts';

interface Counts {
  readonly fired: number;
  readonly acknowledged: number;
  readonly resolved: number;
  readonly told: number;
  readonly needed: number;
  readonly taken: number;
  readonly shown: number;
  readonly withdrawn: number;
  readonly pushed: number;
  readonly posted: number;
}

const COUNTED = [
  'fired',
  'acknowledged',
  'resolved',
  'needed',
  'taken',
  'shown',
  'withdrawn',
  'pushed',
  'posted',
] as const;

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
const NOTHING: Counts = {
  fired: 0,
  acknowledged: 0,
  resolved: 0,
  told: 0,
  needed: 0,
  taken: 0,
  shown: 0,
  withdrawn: 0,
  pushed: 0,
  posted: 0,
};

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
