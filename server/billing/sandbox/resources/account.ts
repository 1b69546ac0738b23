import type Stripe from 'stripe';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { tableOf } from '#server/billing/sandbox/store/database.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';

/** Made once, and kept: a world is an account. */
export function accountId({ prepare, ids }: World): string {
  const find = prepare("SELECT value FROM setting WHERE name = 'account'");
  const found = find.get() as { value: string } | undefined;
  if (found !== undefined) return found.value;
  const id = `acct_${ids.text(16)}`;
  prepare("INSERT INTO setting (name, value) VALUES ('account', ?)").run(id);
  return id;
}

/** An account is older than whatever was sold in it. */
function createdOf({ prepare, clock }: World): number {
  const oldest = (['customer', 'payment_intent', 'charge', 'checkout.session', 'payment_link'] as const).map(
    (kind) =>
      (prepare(`SELECT min(created) AS created FROM ${tableOf(kind)}`).get() as { created: number | null }).created,
  );
  return Math.min(clock.now(), ...oldest.filter((created) => created !== null));
}

type Shown = Pick<
  Stripe.Account,
  | 'id'
  | 'object'
  | 'charges_enabled'
  | 'country'
  | 'created'
  | 'default_currency'
  | 'details_submitted'
  | 'email'
  | 'payouts_enabled'
  | 'type'
> & { readonly business_profile: object; readonly settings: object };

const account = (world: World): Shown => ({
  id: accountId(world),
  object: 'account',
  business_profile: { name: 'Kiln & Clay', support_email: null, url: null },
  charges_enabled: true,
  country: 'DE',
  created: createdOf(world),
  default_currency: 'eur',
  details_submitted: true,
  email: null,
  payouts_enabled: true,
  settings: { dashboard: { display_name: 'Kiln & Clay', timezone: 'Etc/UTC' } },
  type: 'standard',
});

export const ACCOUNT_ROUTES: readonly Route[] = [route('GET', '/v1/account', {}, account)];
