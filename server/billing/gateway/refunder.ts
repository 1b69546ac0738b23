import type { OutputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { StripeAccount } from '#server/billing/stripe/account.ts';
import { createRefund, refundPages, type StripeRefund } from '#server/billing/stripe/refunds.ts';
import { delayAfter, KEY_LIVES_MS, uncertain } from './intents.ts';
import { createLoop, type Loop } from './loop.ts';
import { isPassing } from './passing.ts';
import { mirrorAnswer } from './mirrorAnswer.ts';
import type { Surroundings } from './surroundings.ts';

type Due = OutputOf<'billing.dueRefunds'>['refunds'][number];

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
  async function lookUp(stripe: StripeAccount, { id, paymentId }: Due): Promise<StripeRefund | null> {
    for await (const refunds of refundPages(stripe, paymentId)) {
      const found = refunds.find(({ metadata }) => metadata?.['optimaliq_intent'] === id);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** What Stripe refuses stands otherwise there than here: most likely somebody refunded in its Dashboard. */
  async function readAnew(stripe: StripeAccount, paymentId: string): Promise<void> {
    for await (const refunds of refundPages(stripe, paymentId))
      for (const refund of refunds) await mirrorAnswer(surroundings, 'refund', refund);
    await submit('billing.refreshPayment', { paymentId });
    wakeFetches();
  }

  function heardOrThrown(error: unknown): void {
    if (!(error instanceof AppError) || error.code !== 'PROVIDER_FAILED') throw error;
    heard(error);
  }

  /** @returns the refund; whoever asked before us may have been answered. */
  async function make(stripe: StripeAccount, due: Due): Promise<StripeRefund> {
    const { sentAt } = due;
    if (sentAt !== null) {
      const found = await lookUp(stripe, due).catch(uncertain);
      if (found !== null) return found;
      if (clock() - sentAt > KEY_LIVES_MS) throw neverMade();
    }
    const { maySend } = await submit('billing.refundSending', { refundId: due.id });
    if (!maySend) throw new AppError('CONFLICT', 'This refund was settled meanwhile.', { reason: 'refundState' });
    return createRefund(stripe, due);
  }

  /** @returns false when Stripe cannot be asked at all. */
  async function settle(due: Due): Promise<boolean> {
    const stripe = account();
    if (stripe === null) return false;
    const { id: refundId, attempts } = due;
    try {
      const refund = await make(stripe, due);
      heard(null);
      await mirrorAnswer(surroundings, 'refund', refund);
      await submit('billing.refreshPayment', { paymentId: due.paymentId });
      wakeFetches();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      if (thrown.code === 'CONFLICT') return true;
      if (thrown.code !== 'PROVIDER_FAILED') throw thrown;
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
      return Number.isFinite(next) ? Math.max(0, next - clock()) : null;
    },
    after,
    onError,
    retryMs: RETRY_MS,
  });
}
