import type { OutputOf } from '#shared/contract.ts';
import { isOwed, stageOf } from '#shared/billing/disputes/states.ts';
import { KEY_LIVES_MS, LONGEST_RETRY_MS } from '#shared/billing/sending.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { StripeAccount } from '#server/billing/stripe/account.ts';
import {
  answerDispute,
  closeDispute,
  disputeAt,
  uploadEvidence,
  type StripeDispute,
} from '#server/billing/stripe/disputes.ts';
import { delayAfter, uncertain } from './intents.ts';
import { createLoop, type Loop } from './loop.ts';
import { mirrorAnswer } from './mirrorAnswer.ts';
import { isPassing } from './passing.ts';
import type { Surroundings } from './surroundings.ts';

type Due = OutputOf<'billing.dueAnswers'>['answers'][number];

const BATCH = 20;
const RETRY_MS = 5_000;
const OFFLINE_MS = 30_000;

const neverGiven = () =>
  new AppError('PROVIDER_FAILED', 'Stripe never got this answer. Send it again.', { reason: 'neverMade' });

/** Gives Stripe the answers that were decided here: each once, whatever is lost on the way (docs/adr/0042). */
export function createAnswerer(surroundings: Surroundings, wakeFetches: () => void): Loop {
  const { submit, clock, account, heard, after, onError } = surroundings;

  /** Files have no effect of their own: one that was sent and not heard of is sent again with its key. */
  async function upload(stripe: StripeAccount, { id: answerId, files, idempotencyKey }: Due): Promise<void> {
    for (const { sha256, name, type } of files) {
      const { data } = await submit('billing.evidenceBytes', { sha256 });
      const file = { name, type, data: Buffer.from(data, 'base64') };
      const stripeId = await uploadEvidence(stripe, file, { idempotencyKey: `${idempotencyKey}-${sha256}` });
      await submit('billing.evidenceUploaded', { answerId, sha256, stripeId });
    }
  }

  /** @returns the dispute when Stripe has had the answer, or any other, or when a bank's question became a dispute; null when it waits for this answer. */
  async function lookUp(stripe: StripeAccount, { id, disputeId, stage }: Due): Promise<StripeDispute | null> {
    const dispute = await disputeAt(stripe, disputeId);
    const isWanted = isOwed(dispute.status) && stageOf(dispute.status) === stage;
    return isWanted && dispute.metadata['optimaliq_evidence'] !== id ? null : dispute;
  }

  /** @returns the dispute as it stands afterwards, whoever answered it. */
  async function give(stripe: StripeAccount, due: Due): Promise<StripeDispute> {
    const { id: answerId, disputeId, deed, sentAt, idempotencyKey } = due;
    // It costs one question, and knows also of what was answered in Stripe's Dashboard, or before a backup was put back.
    const looked = lookUp(stripe, due);
    const found = await (sentAt === null ? looked : looked.catch(uncertain));
    if (found !== null) return found;
    if (sentAt !== null && clock() - sentAt > KEY_LIVES_MS) throw neverGiven();
    await upload(stripe, due);
    const { maySend, request } = await submit('billing.answerSending', { answerId });
    if (!maySend) throw new AppError('CONFLICT', 'This answer was settled meanwhile.', { reason: 'answered' });
    return deed === 'accept'
      ? closeDispute(stripe, disputeId, { idempotencyKey })
      : answerDispute(stripe, disputeId, request, { idempotencyKey });
  }

  /** What comes of it settles the answer, in the transaction that mirrors it. */
  async function take({ id: answerId, paymentId, attempts }: Due, dispute: StripeDispute): Promise<void> {
    await mirrorAnswer(surroundings, 'dispute', dispute);
    // What the mirror took for older news settles nothing: it is looked at again.
    await submit('billing.answerUnsettled', { answerId, isUnknown: true, retryAt: clock() + delayAfter(attempts) });
    await submit('billing.refreshPayment', { paymentId });
    wakeFetches();
  }

  function heardOrThrown(error: unknown): void {
    if (!(error instanceof AppError) || error.code !== 'PROVIDER_FAILED') throw error;
    heard(error);
  }

  async function failed(stripe: StripeAccount, due: Due, thrown: AppError): Promise<boolean> {
    const { id: answerId, attempts } = due;
    const reason = thrown.details?.reason ?? 'refused';
    if (isPassing(thrown) || reason === 'keyRefused') {
      heard(thrown);
      const isUnknown = reason !== 'tooMany' && reason !== 'keyRefused';
      await submit('billing.answerUnsettled', { answerId, isUnknown, retryAt: clock() + delayAfter(attempts) });
      return reason !== 'keyRefused';
    }
    await submit('billing.answerDeclined', { answerId, code: reason, message: thrown.message });
    // What Stripe refuses stands otherwise there than here.
    await disputeAt(stripe, due.disputeId)
      .then((dispute) => take(due, dispute))
      .catch(heardOrThrown);
    return true;
  }

  /** @returns false when Stripe cannot be asked at all. */
  async function settle(due: Due): Promise<boolean> {
    const stripe = account();
    if (stripe === null) return false;
    try {
      const dispute = await give(stripe, due);
      heard(null);
      await take(due, dispute);
      return true;
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'CONFLICT') return true;
      if (thrown instanceof AppError && thrown.code === 'PROVIDER_FAILED') return failed(stripe, due, thrown);
      // What went wrong on our side keeps no other answer waiting.
      onError(thrown);
      const { id: answerId, attempts } = due;
      await submit('billing.answerUnsettled', { answerId, isUnknown: true, retryAt: clock() + delayAfter(attempts) });
      return true;
    }
  }

  return createLoop({
    run: async () => {
      const { answers, nextAt } = await submit('billing.dueAnswers', { limit: BATCH });
      for (const due of answers) if (!(await settle(due))) return OFFLINE_MS;
      if (answers.length > 0) return 0;
      return nextAt === null ? null : Math.min(LONGEST_RETRY_MS, Math.max(0, nextAt - clock()));
    },
    after,
    onError,
    retryMs: RETRY_MS,
  });
}
