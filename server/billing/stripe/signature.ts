import { isUtf8 } from 'node:buffer';
import Stripe from 'stripe';

/** How far a signature's time may be from ours, in seconds, on both sides: the SDK alone takes any time that is yet to come. */
const TOLERANCE_S = 300;
/** Stripe signs with at most two secrets at a time; a header of many is somebody's attempt to make us work. */
const MOST_SIGNATURES = 4;
const LONGEST_HEADER = 1_024;

function isBy(secret: string, text: string, header: string, nowMs: number): boolean {
  try {
    return Stripe.webhooks.signature?.verifyHeader(text, header, secret, TOLERANCE_S, undefined, nowMs) === true;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    return false;
  }
}

/**
 * Whether one of `secrets` signed `body` about now. Nothing is read of the body here.
 * @returns the secret, or null. What is not UTF-8 has not been signed: the signature is over text, and other bytes could give the same.
 */
export function isSigned(
  body: Buffer,
  header: string | undefined,
  secrets: readonly string[],
  nowMs: number,
): string | null {
  if (header === undefined || header.length > LONGEST_HEADER) return null;
  const parts = header.split(',').map((part) => part.trim());
  // Of several times the SDK would take the last one.
  const times = parts.filter((part) => part.startsWith('t='));
  const at = Number(times.length === 1 ? (/^t=(\d{1,12})$/.exec(times[0] ?? '')?.[1] ?? Number.NaN) : Number.NaN);
  const signatures = parts.filter((part) => part.startsWith('v1='));
  if (!(Math.abs(nowMs / 1_000 - at) <= TOLERANCE_S) || signatures.length === 0 || signatures.length > MOST_SIGNATURES)
    return null;
  if (!isUtf8(body)) return null;
  const text = body.toString();
  return secrets.find((secret) => isBy(secret, text, parts.join(','), nowMs)) ?? null;
}
