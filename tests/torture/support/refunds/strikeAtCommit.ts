import type Database from 'better-sqlite3';
import { standAtCommit } from '#tests/torture/support/strikes/standAtCommit.ts';
import type { Change } from './strike.ts';

interface Refund {
  readonly id: string;
  readonly state: string;
  readonly sentAt: number | null;
  readonly nextAt: number | null;
}

interface Seen {
  readonly refunds: ReadonlyMap<string, Refund>;
  readonly received: number;
  readonly waiting: number;
}

const MADE: ReadonlySet<string> = new Set(['pending', 'succeeded', 'failed', 'canceled']);

function changesOf({ state, sentAt, nextAt }: Refund, before: Refund | undefined): readonly Change[] {
  if (before?.state !== state) return [MADE.has(state) ? 'settled' : (state as Change)];
  if (before.sentAt !== sentAt) return ['sent'];
  return before.nextAt === nextAt ? [] : ['waiting'];
}

function openLook(database: Database.Database): () => Seen {
  const refunds = database.prepare<[], Refund>('SELECT id, state, sentAt, nextAt FROM refund_intent');
  const events = database.prepare<[], { received: number; waiting: number }>(
    `SELECT count(*) AS received, coalesce(sum(state = 'waiting'), 0) AS waiting FROM stripe_event WHERE objectKind = 'refund'`,
  );
  return () => ({
    refunds: new Map(refunds.all().map((row) => [row.id, row])),
    received: 0,
    waiting: 0,
    ...events.get(),
  });
}

function changesBetween(before: Seen, now: Seen): readonly Change[] {
  const changes = [...now.refunds.values()].flatMap((row) => changesOf(row, before.refunds.get(row.id)));
  if (now.received > before.received) changes.push('received');
  if (now.waiting - before.waiting < now.received - before.received) changes.push('processed');
  return changes;
}

standAtCommit(openLook, changesBetween);
