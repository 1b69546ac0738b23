import type { SandboxDatabase } from '#server/billing/sandbox/store/database.ts';
import type { Clock } from './clock.ts';

/** Things that happen by themselves after a while, each by its own rule in the resource's file. */
export type TimerAction =
  | 'balance.available'
  | 'checkout.expire'
  | 'dispute.decide'
  | 'dispute.overdue'
  | 'payment.settle'
  | 'payout.arrive'
  | 'payout.send'
  | 'refund.fail'
  | 'refund.settle';

export interface Timers {
  /** Runs `action` for `subject` once the sandbox's clock has reached `second`. */
  readonly set: (second: number, action: TimerAction, subject: string) => void;
  readonly cancel: (action: TimerAction, subject: string) => void;
  /** When the next one is due; null when nothing waits. */
  readonly next: () => number | null;
  /** Takes the earliest that is due. Undefined when none is. */
  readonly take: () => { readonly at: number; readonly action: TimerAction; readonly subject: string } | undefined;
}

interface Row {
  readonly seq: number;
  readonly due_at: number;
  readonly action: TimerAction;
  readonly subject: string;
}

export function createTimers(database: SandboxDatabase, clock: Clock): Timers {
  const insert = database.prepare('INSERT INTO timer (due_at, action, subject) VALUES (?, ?, ?)');
  const first = database.prepare('SELECT seq, due_at, action, subject FROM timer ORDER BY due_at, seq LIMIT 1');
  const remove = database.prepare('DELETE FROM timer WHERE seq = ?');
  const cancel = database.prepare('DELETE FROM timer WHERE action = ? AND subject = ?');
  return {
    set: (second, action, subject) => void insert.run(second, action, subject),
    cancel: (action, subject) => void cancel.run(action, subject),
    next: () => (first.get() as Row | undefined)?.due_at ?? null,
    take() {
      const row = first.get() as Row | undefined;
      if (row === undefined || row.due_at > clock.now()) return undefined;
      remove.run(row.seq);
      return { at: row.due_at, action: row.action, subject: row.subject };
    },
  };
}
