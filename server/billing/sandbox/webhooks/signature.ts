import { createHmac } from 'node:crypto';

/** `stripe-signature` as Stripe makes it: HMAC-SHA256 over `t.body` (docs.stripe.com/webhooks#verify-manually). `second` is in seconds. */
export function signatureOf(body: string, secret: string, second: number): string {
  const digest = createHmac('sha256', secret).update(`${second}.${body}`).digest('hex');
  return `t=${second},v1=${digest}`;
}
