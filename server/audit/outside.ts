import type { OutputOf } from '#shared/contract.ts';
import type { JournalVerdict } from '#server/journal/verify.ts';

type State = OutputOf<'audit.verification'>;
export type WalkProgress = Omit<NonNullable<State['underWay']>, 'startedAt'>;

/** A walk through the journal that can be called off. */
export interface Verification {
  readonly verdict: Promise<JournalVerdict>;
  stop(): void;
}

export interface AuditGatewayOptions {
  /** Walks the journal on a thread of its own. */
  readonly verify: (onProgress: (progress: WalkProgress) => void) => Verification;
  /** UTC milliseconds. */
  readonly clock: () => number;
  readonly log: (last: NonNullable<State['last']>) => void;
  readonly onError: (error: unknown) => void;
}

/** Verifies the journal when somebody asks, one walk at a time, and keeps how the last one ended. */
export function createAuditGateway({ verify, clock, log, onError }: AuditGatewayOptions) {
  let underWay: State['underWay'] = null;
  let last: State['last'] = null;
  let callOff: (() => void) | null = null;
  let stopped = false;

  async function outcomeOfWalk(startedAt: number): Promise<Omit<NonNullable<State['last']>, 'startedAt' | 'endedAt'>> {
    try {
      const { verdict, stop } = verify((progress) => {
        if (underWay !== null) underWay = { ...progress, startedAt };
      });
      callOff = stop;
      const { entries, fault } = await verdict;
      return { outcome: fault === null ? 'whole' : 'broken', entries, fault };
    } catch (error) {
      if (!stopped) onError(error);
      return { outcome: 'failed', entries: underWay?.step === 'entries' ? underWay.done : 0, fault: null };
    }
  }

  async function run(startedAt: number): Promise<void> {
    const outcome = await outcomeOfWalk(startedAt);
    last = { ...outcome, startedAt, endedAt: clock() };
    underWay = null;
    callOff = null;
    if (!stopped) log(last);
  }

  return {
    handlers: {
      'audit.verify': (): OutputOf<'audit.verify'> => {
        if (underWay !== null || stopped) return { state: 'underWay' };
        const startedAt = clock();
        underWay = { step: 'entries', done: 0, total: 0, startedAt };
        void run(startedAt);
        return { state: 'started' };
      },
      'audit.verification': (): State => ({ underWay, last }),
    },
    /** Calls off what is under way. */
    stop: (): void => {
      stopped = true;
      callOff?.();
    },
  };
}
