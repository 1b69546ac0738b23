import { invalidRequest } from '#server/billing/sandbox/protocol/stripeError.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';

interface Allowing {
  readonly object: 'payment_intent' | 'setup_intent';
  readonly allowed_payment_method_types: readonly string[] | null;
  readonly automatic_payment_methods: object | null;
  readonly payment_method: string | null;
  readonly payment_method_types: readonly string[];
}

const CALLED = { payment_intent: 'PaymentIntent', setup_intent: 'SetupIntent' } as const;

/**
 * Only a list that the shop gave restricts: without one Stripe takes what the dashboard offers, and the sandbox what it has.
 * The words are Stripe's, as its users report them.
 * @throws StripeError for a method of a type that is not on the intent's list.
 */
export function checkType({ store }: Pick<World, 'store'>, intent: Allowing): void {
  const { automatic_payment_methods: automatic, allowed_payment_method_types: allowed, payment_method: id } = intent;
  if (id === null || (automatic !== null && allowed === null)) return;
  // Cards and sources of the older API are cards.
  const type = store.get('payment_method', id)?.type ?? 'card';
  const types = allowed ?? intent.payment_method_types;
  if (types.includes(type)) return;
  const called = CALLED[intent.object];
  throw invalidRequest(
    `The PaymentMethod provided (${type}) is not allowed for this ${called}. Please attach a PaymentMethod of one of the following ` +
      `types: ${types.join(', ')}. Alternatively, update the allowed payment_method_types for this ${called} to include "${type}"`,
    { code: `${intent.object}_invalid_parameter`, param: 'payment_method' },
  );
}
