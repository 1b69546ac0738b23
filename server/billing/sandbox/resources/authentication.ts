import type { World } from '#server/billing/sandbox/world/world.ts';

/** Where a customer is sent for 3-D Secure: to a page of ours, or by Stripe.js when nobody said where they come back to. */
export function authenticationAction({ address }: Pick<World, 'address'>, intentId: string, returnUrl: string | null) {
  const url = `${address()}/3ds/${intentId}`;
  return returnUrl === null
    ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } }
    : { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } };
}
