import type { MirroredKind } from '#shared/billing/objects.ts';
import { BALANCE_TRANSACTION, BALANCE_TRANSACTION_NAMES } from './balanceTransaction.ts';
import { CHARGE, CHARGE_NAMES } from './charge.ts';
import { CHECKOUT_SESSION, CHECKOUT_SESSION_NAMES } from './checkoutSession.ts';
import { CUSTOMER, CUSTOMER_NAMES } from './customer.ts';
import { DISPUTE, DISPUTE_NAMES } from './dispute.ts';
import { readFields, type Fields, type Json, type Read, type Tell } from './field.ts';
import { PAYMENT_INTENT, PAYMENT_INTENT_NAMES } from './paymentIntent.ts';
import { PAYMENT_LINK, PAYMENT_LINK_NAMES } from './paymentLink.ts';
import { PAYOUT, PAYOUT_NAMES } from './payout.ts';
import { REFUND, REFUND_NAMES } from './refund.ts';

/** For each kind: the fields that are read, and the names of all that the pinned version of the API has. */
const SHAPES = {
  balance_transaction: { read: BALANCE_TRANSACTION, names: BALANCE_TRANSACTION_NAMES },
  charge: { read: CHARGE, names: CHARGE_NAMES },
  'checkout.session': { read: CHECKOUT_SESSION, names: CHECKOUT_SESSION_NAMES },
  customer: { read: CUSTOMER, names: CUSTOMER_NAMES },
  dispute: { read: DISPUTE, names: DISPUTE_NAMES },
  payment_intent: { read: PAYMENT_INTENT, names: PAYMENT_INTENT_NAMES },
  payment_link: { read: PAYMENT_LINK, names: PAYMENT_LINK_NAMES },
  payout: { read: PAYOUT, names: PAYOUT_NAMES },
  refund: { read: REFUND, names: REFUND_NAMES },
} as const satisfies Record<MirroredKind, { readonly read: Fields; readonly names: ReadonlySet<string> }>;

/** What is read of an object of a kind. Each field is null where Stripe sends something else than it says. */
export type ReadObject<Kind extends MirroredKind> = Read<(typeof SHAPES)[Kind]['read']>;

const nobody: Tell = () => undefined;

/** Reads what we use of an object, and tells of each field that is not as the pinned version says. */
export const readObject = <Kind extends MirroredKind>(kind: Kind, json: Json, tell: Tell = nobody): ReadObject<Kind> =>
  readFields(SHAPES[kind].read as Fields, json, '', tell) as ReadObject<Kind>;

/** Tells of all that is not as the pinned version says: what we read of it, and fields that nobody knows. */
export function checkShape(kind: MirroredKind, json: Json, tell: Tell): void {
  readObject(kind, json, tell);
  const { names } = SHAPES[kind];
  for (const name of Object.keys(json)) if (!names.has(name)) tell(name, 'unknownField');
}
