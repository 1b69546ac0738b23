import type Stripe from 'stripe';
import type { FileType } from '#shared/billing/disputes/evidence.ts';
import type { StripeAccount } from './account.ts';

export type StripeDispute = Pick<Stripe.Dispute, 'id' | 'metadata' | 'status'>;

interface Keyed {
  readonly idempotencyKey: string;
}

const MIME: Readonly<Record<FileType, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
};

/** As it stands at Stripe. @throws AppError PROVIDER_FAILED. */
export const disputeAt = (stripe: StripeAccount, disputeId: string): Promise<StripeDispute> =>
  stripe.asked('dispute', (sdk) => sdk.disputes.retrieve(disputeId));

/** @returns the file's id, by which evidence names it. @throws AppError PROVIDER_FAILED. */
export async function uploadEvidence(
  stripe: StripeAccount,
  { name, type, data }: { readonly name: string; readonly type: FileType; readonly data: Buffer },
  { idempotencyKey }: Keyed,
): Promise<string> {
  const { id } = await stripe.asked('file', (sdk) =>
    sdk.files.create({ purpose: 'dispute_evidence', file: { name, type: MIME[type], data } }, { idempotencyKey }),
  );
  return id;
}

/** @param request the parameters as JSON, sent as they stand. @throws AppError PROVIDER_FAILED. */
export const answerDispute = (
  stripe: StripeAccount,
  disputeId: string,
  request: string,
  { idempotencyKey }: Keyed,
): Promise<StripeDispute> =>
  stripe.asked('dispute', (sdk) =>
    sdk.disputes.update(disputeId, JSON.parse(request) as Stripe.DisputeUpdateParams, { idempotencyKey }),
  );

/** Gives in. @throws AppError PROVIDER_FAILED. */
export const closeDispute = (
  stripe: StripeAccount,
  disputeId: string,
  { idempotencyKey }: Keyed,
): Promise<StripeDispute> => stripe.asked('dispute', (sdk) => sdk.disputes.close(disputeId, {}, { idempotencyKey }));
