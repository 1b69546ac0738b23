import Stripe from 'stripe';

/** How far a signature's time may be from ours, in seconds, on both sides: the SDK alone takes any time that is yet to come. */
const TOLERANCE_S = 300;
/** Stripe signs with at most two secrets at a time; a header of many is somebody's attempt to make us work. */
const MOST_SIGNATURES = 4;
const LONGEST_HEADER = 1_024;

/** Whether one of `secrets` signed `body` about now. The body is looked at only once a signature over its very bytes has been found right. */
export function isSigned(
  body: Buffer,
  header: string | undefined,
  secrets: readonly string[],
  nowMs: number,
): string | null {
  if (header === undefined || header.length > LONGEST_HEADER) return null;
  const parts = header.split(',');
  const at = Number(/^t=(\d{1,12})$/.exec(parts[0]?.trim() ?? '')?.[1] ?? Number.NaN);
  const signatures = parts.filter((part) => part.trim().startsWith('v1='));
  if (!(Math.abs(nowMs / 1_000 - at) <= TOLERANCE_S) || signatures.length === 0 || signatures.length > MOST_SIGNATURES)
    return null;
  for (const secret of secrets) {
    try {
      Stripe.webhooks.constructEvent(body, header, secret, TOLERANCE_S);
      return secret;
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    }
  }
  return null;
}
