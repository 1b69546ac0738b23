import Database from 'better-sqlite3';
import { markStruck, readStrike, STRIKE_FILE, type Change } from './strike.ts';

/**
 * Loaded into the server's process and its threads before anything else (`--import`): stands at the COMMIT of each writing connection, and where the strike that is
 * armed says so the whole process ends there, by SIGKILL. So a commit has happened, or has not, and nothing of what would have followed has.
 */
const file = process.env[STRIKE_FILE];

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

let counted = 0;
function isDue(side: 'before' | 'after', changes: readonly Change[]): boolean {
  const strike = file === undefined || changes.length === 0 ? null : readStrike(file);
  if (strike?.side !== side) return false;
  counted += changes.filter((one) => one === strike.change).length;
  return counted >= strike.count;
}

function strikeIf(side: 'before' | 'after', changes: readonly Change[]): void {
  if (!isDue(side, changes)) return;
  markStruck(file ?? '');
  process.kill(process.pid, 'SIGKILL');
}

const { prepare } = Database.prototype;
function standAtCommit(this: Database.Database, source: string): Database.Statement {
  const statement = prepare.call(this, source) as Database.Statement;
  if (source !== 'COMMIT' || this.readonly) return statement;
  let look: (() => Seen) | null = null;
  let before: Seen | null = null;
  return {
    run: () => {
      // The first commit is of before any table is looked at.
      const changes = look === null || before === null ? [] : changesBetween(before, look());
      strikeIf('before', changes);
      const done = statement.run();
      strikeIf('after', changes);
      look ??= openLook(this);
      before = look();
      return done;
    },
  } as Database.Statement;
}
Database.prototype.prepare = standAtCommit as typeof prepare;
