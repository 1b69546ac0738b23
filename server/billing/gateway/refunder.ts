import type { OutputOf } from '#shared/contract.ts';
import { KEY_LIVES_MS, LONGEST_RETRY_MS } from '#shared/billing/sending.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { StripeAccount } from '#server/billing/stripe/account.ts';
import { createRefund, refundPages, type StripeRefund } from '#server/billing/stripe/refunds.ts';
import { delayAfter, uncertain } from './intents.ts';
import { createLoop, type Loop } from './loop.ts';
import { isPassing } from './passing.ts';
import { mirrorAnswer } from './mirrorAnswer.ts';
import type { Surroundings } from './surroundings.ts';

type Due = OutputOf<'billing.dueRefunds'>['refunds'][number];

/** A refund, and the answer of Stripe's that it stood in. */
interface Found {
  readonly refund: StripeRefund;
  readonly answer: object;
}

const BATCH = 20;
const RETRY_MS = 5_000;
const OFFLINE_MS = 30_000;

const neverMade = () =>
  new AppError('PROVIDER_FAILED', 'Stripe never made this refund: no money moved. Request it again.', {
    reason: 'neverMade',
  });

/** Makes at Stripe what was decided here: each refund once, whatever is lost on the way (docs/adr/0040). */
export function createRefunder(surroundings: Surroundings, wakeFetches: () => void): Loop {
  const { submit, clock, account, heard, after, onError } = surroundings;

  /** By the metadata it was asked for with, never by its amount. */
  async function lookUp(stripe: StripeAccount, { id, paymentId }: Due): Promise<Found | null> {
    for await (const answer of refundPages(stripe, paymentId)) {
      const refund = answer.data.find(({ metadata }) => metadata?.['optimaliq_intent'] === id);
      if (refund !== undefined) return { refund, answer };
    }
    return null;
  }

  /** What Stripe refuses stands otherwise there than here: most likely somebody refunded in its Dashboard. */
  async function readAnew(stripe: StripeAccount, paymentId: string): Promise<void> {
    for await (const answer of refundPages(stripe, paymentId))
      for (const refund of answer.data) await mirrorAnswer(surroundings, 'refund', refund, answer);
    await submit('billing.refreshPayment', { paymentId });
    wakeFetches();
  }

  function heardOrThrown(error: unknown): void {
    if (!(error instanceof AppError) || error.code !== 'PROVIDER_FAILED') throw error;
    heard(error);
  }

  /** @returns the refund; whoever asked before us may have been answered. */
  async function make(stripe: StripeAccount, due: Due): Promise<Found> {
    const { sentAt, decidedAt } = due;
    // What was decided on long ago may have been sent all the same, before a backup from then was put back.
    if (sentAt !== null || clock() - decidedAt > KEY_LIVES_MS) {
      const found = await lookUp(stripe, due).catch(uncertain);
      if (found !== null) return found;
      if (sentAt !== null && clock() - sentAt > KEY_LIVES_MS) throw neverMade();
    }
    const { maySend } = await submit('billing.refundSending', { refundId: due.id });
    if (!maySend) throw new AppError('CONFLICT', 'This refund was settled meanwhile.', { reason: 'refundState' });
    const refund = await createRefund(stripe, due);
    return { refund, answer: refund };
  }

  /** What went wrong on our side keeps no other refund waiting. */
  async function tryLater({ id: refundId, attempts }: Due, error: unknown): Promise<void> {
    onError(error);
    await submit('billing.refundUnsettled', { refundId, isUnknown: true, retryAt: clock() + delayAfter(attempts) });
  }

  /** @returns false when Stripe cannot be asked at all. */
  async function settle(due: Due): Promise<boolean> {
    const stripe = account();
    if (stripe === null) return false;
    const { id: refundId, attempts } = due;
    try {
      const { refund, answer } = await make(stripe, due);
      heard(null);
      await mirrorAnswer(surroundings, 'refund', refund, answer);
      // What the mirror cannot read settles nothing: it is looked at again, not at once.
      await submit('billing.refundUnsettled', { refundId, isUnknown: true, retryAt: clock() + delayAfter(attempts) });
      await submit('billing.refreshPayment', { paymentId: due.paymentId });
      wakeFetches();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError) || (thrown.code !== 'CONFLICT' && thrown.code !== 'PROVIDER_FAILED')) {
        await tryLater(due, thrown);
        return true;
      }
      if (thrown.code === 'CONFLICT') return true;
      const reason = thrown.details?.reason ?? 'refused';
      if (isPassing(thrown) || reason === 'keyRefused') {
        heard(thrown);
        await submit('billing.refundUnsettled', {
          refundId,
          // A plain 429 comes before anything is done.
          isUnknown: reason !== 'tooMany' && reason !== 'keyRefused',
          retryAt: clock() + delayAfter(attempts),
        });
        return reason !== 'keyRefused';
      }
      await submit('billing.refundDeclined', { refundId, code: reason, message: thrown.message });
      await readAnew(stripe, due.paymentId).catch(heardOrThrown);
      return true;
    }
  }

  return createLoop({
    run: async () => {
      const { nextAt: expiresAt } = await submit('billing.expireRefunds', {});
      const { refunds, nextAt } = await submit('billing.dueRefunds', { limit: BATCH });
      for (const due of refunds) if (!(await settle(due))) return OFFLINE_MS;
      if (refunds.length > 0) return 0;
      const next = Math.min(nextAt ?? Infinity, expiresAt ?? Infinity);
      // A timer knows nothing of a clock that is changed or a machine that sleeps, and of no more than 24 days.
      return Number.isFinite(next) ? Math.min(LONGEST_RETRY_MS, Math.max(0, next - clock())) : null;
    },
    after,
    onError,
    retryMs: RETRY_MS,
  });
}
