import { MIRRORED_KINDS, type MirroredKind } from '#shared/billing/objects.ts';
import { readObject, type ReadObject } from '#server/billing/stripe/shapes/shapes.ts';
import { isJson, type Json } from '#server/billing/stripe/shapes/field.ts';

/** One of Stripe's objects, by name. */
export interface Reference {
  readonly kind: MirroredKind;
  readonly id: string;
}

export const isMirrored = (kind: string | null): kind is MirroredKind =>
  (MIRRORED_KINDS as readonly (string | null)[]).includes(kind);

/** What Stripe answers for an object that is not there any more. */
export const isStub = (json: Json): boolean => json['deleted'] === true;
export const stubOf = ({ kind, id }: Reference): Json => ({ id, object: kind, deleted: true });

type WithPayment = ReadObject<'refund'> | ReadObject<'dispute'>;
const throughCharge = ({ payment_intent: intent, charge }: WithPayment): string | null => intent ?? charge;

/**
 * The payment that an object belongs to by what it says itself: its payment intent, or for a charge of the older API the charge.
 * Null for what belongs to none, and for balance transactions, which belong to whatever names them.
 */
export function paymentIdOf(kind: MirroredKind, json: Json): string | null {
  switch (kind) {
    case 'payment_intent':
      return readObject(kind, json).id;
    case 'charge': {
      const { payment_intent: intent, id } = readObject(kind, json);
      return intent ?? id;
    }
    case 'refund':
    case 'dispute':
      return throughCharge(readObject(kind, json));
    case 'checkout.session':
      return readObject(kind, json).payment_intent;
    default:
      return null;
  }
}

const named = (kind: MirroredKind, ...ids: readonly (string | null)[]): readonly Reference[] =>
  ids.filter((id) => id !== null).map((id) => ({ kind, id }));

/** The balance transactions that an object names as its own. */
export function transactionsOf(kind: MirroredKind, json: Json): readonly string[] {
  if (kind === 'charge') {
    const { balance_transaction: own } = readObject(kind, json);
    return own === null ? [] : [own];
  }
  if (kind === 'refund' || kind === 'payout') {
    const { balance_transaction: own, failure_balance_transaction: back } = readObject(kind, json);
    return [own, back].filter((id) => id !== null);
  }
  return kind === 'dispute' ? (readObject(kind, json).balance_transactions ?? []).flatMap(({ id }) => id ?? []) : [];
}

/** What an object names that has to be mirrored too. */
export function referencesOf(kind: MirroredKind, json: Json): readonly Reference[] {
  const transactions = named('balance_transaction', ...transactionsOf(kind, json));
  switch (kind) {
    case 'payment_intent': {
      const { latest_charge: charge, customer } = readObject(kind, json);
      return [...named('charge', charge), ...named('customer', customer)];
    }
    case 'charge': {
      const { payment_intent: intent, customer } = readObject(kind, json);
      return [...named('payment_intent', intent), ...named('customer', customer), ...transactions];
    }
    case 'refund':
    case 'dispute': {
      const { charge, payment_intent: intent } = readObject(kind, json);
      return [...named('charge', charge), ...named('payment_intent', intent), ...transactions];
    }
    case 'payout':
      return transactions;
    case 'checkout.session': {
      const { payment_intent: intent, customer } = readObject(kind, json);
      return [...named('payment_intent', intent), ...named('customer', customer)];
    }
    default:
      return [];
  }
}

/** Objects that an event about `json` has changed as well, although Stripe tells of it in no event of theirs: a disputed charge. */
export const changedBeside = (kind: MirroredKind, json: Json): readonly Reference[] =>
  kind === 'dispute' ? named('charge', readObject(kind, json).charge) : [];

/** Balance transactions that stand whole within a dispute. */
export function transactionsWithin(kind: MirroredKind, json: Json): readonly Json[] {
  const within = kind === 'dispute' ? json['balance_transactions'] : undefined;
  return Array.isArray(within) ? within.filter((one): one is Json => isJson(one) && typeof one['id'] === 'string') : [];
}
