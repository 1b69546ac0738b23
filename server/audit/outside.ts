import type { OutputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { JournalVerdict } from '#server/journal/verify.ts';

/** A walk through the journal that can be called off. */
export interface Verification {
  readonly verdict: Promise<JournalVerdict>;
  stop(): void;
}

export interface AuditGatewayOptions {
  /** Walks the journal on a thread of its own. */
  readonly verify: () => Verification;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Verifies the journal when somebody asks, once however many ask meanwhile. */
export function createAuditGateway({ verify, now, onError }: AuditGatewayOptions) {
  let underWay: { readonly answer: Promise<OutputOf<'audit.verify'>>; readonly stop: () => void } | null = null;
  let stopped = false;

  const unavailable = (): AppError =>
    new AppError('UNAVAILABLE', 'The journal could not be verified. Try again in a moment.', { reason: 'verify' });

  async function answerOf(verdict: Promise<JournalVerdict>): Promise<OutputOf<'audit.verify'>> {
    const startedAt = now();
    try {
      const { entries, fault } = await verdict;
      return { ok: fault === null, entries, seconds: (now() - startedAt) / 1_000, fault };
    } catch (error) {
      if (!stopped) onError(error);
      throw unavailable();
    } finally {
      underWay = null;
    }
  }

  return {
    handlers: {
      'audit.verify': async (): Promise<OutputOf<'audit.verify'>> => {
        if (stopped) throw unavailable();
        if (underWay === null) {
          const { verdict, stop } = verify();
          underWay = { answer: answerOf(verdict), stop };
        }
        return underWay.answer;
      },
    },
    /** Calls off what is under way. */
    stop: (): void => {
      stopped = true;
      underWay?.stop();
    },
  };
}
