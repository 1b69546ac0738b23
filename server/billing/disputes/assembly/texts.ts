import { assemblyWords as words } from '#shared/billing/disputes/assembly.en.ts';
import type { AssembledField } from '#shared/billing/disputes/evidence.ts';
import { TEXT_LIMITS } from '#shared/billing/disputes/evidence.ts';
import { decimalOf } from '#shared/billing/money.ts';
import { createdAtOf } from '#server/billing/payments/rows.ts';
import { isJson, type Json } from '#server/billing/stripe/shapes/field.ts';
import type { Known, Purchase } from './facts.ts';
import type { Said } from './said.ts';

/** As banks of every country read it: `2026-11-29 19:30 UTC`. */
const timeText = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const moneyText = (amount: number, currency: string): string => `${decimalOf({ amount, currency })} ${currency}`;

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const hashOf = (value: unknown): Json => (isJson(value) ? value : {});
const lines = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join('\n');

/** An address of Stripe's, a line a part. */
function addressText(of: Json, name: string): string {
  const { line1, line2, postal_code: code, city, state, country } = hashOf(of['address']);
  const place = [code, city].map(textOf).filter(Boolean).join(' ');
  const address = lines(textOf(line1), textOf(line2), place, textOf(state), textOf(country));
  return address === '' ? '' : lines(name, address);
}

function methodText({ payment }: Known): string {
  if (payment?.last4 === undefined || payment.last4 === null) return payment?.methodType ?? words.somePayment;
  const brand = payment.brand ?? payment.methodType ?? '';
  return words.card(brand.charAt(0).toUpperCase() + brand.slice(1), payment.last4);
}

const purchaseText = ({ at, amount, currency, description }: Omit<Purchase, 'id' | 'chargeId'>): string =>
  words.payment(timeText(at), moneyText(amount, currency), description);

/** What was paid, for what, and what is disputed of it. */
function paymentText(known: Known): string {
  const { dispute, payment, metadata, charge } = known;
  if (payment === null) return '';
  const { amountReceived, currency, description, number } = payment;
  const receipt = textOf(charge['receipt_url']);
  return lines(
    words.paid(timeText(createdAtOf(number)), moneyText(amountReceived, currency), methodText(known)),
    dispute.amount < amountReceived
      ? words.disputed(moneyText(dispute.amount, dispute.currency), moneyText(amountReceived, currency))
      : null,
    description === null ? null : words.bought(description),
    ...Object.entries(metadata).map(([name, value]) => words.order(name, value)),
    receipt === '' ? null : words.receipt(receipt),
  );
}

const refundsText = ({ refunds }: Known): string =>
  refunds.length === 0
    ? words.nothingRefunded
    : lines(...refunds.map(({ at, amount, currency }) => words.refunded(timeText(at), moneyText(amount, currency))));

const othersText = ({ others }: Known): string =>
  others.length === 0 ? '' : lines(words.earlier(others.length), ...others.map(purchaseText));

/** Of which the disputed one may look like a repeat: as much, in the same currency, the nearest in time. */
function lookAlike({ payment, others }: Known): Purchase | undefined {
  if (payment === null) return undefined;
  const at = createdAtOf(payment.number);
  return others
    .filter(({ amount, currency }) => amount === payment.amountReceived && currency === payment.currency)
    .toSorted((one, other) => Math.abs(one.at - at) - Math.abs(other.at - at))[0];
}

function separateText(known: Known): string {
  const other = lookAlike(known);
  const { payment } = known;
  if (other === undefined || payment === null) return '';
  const { amountReceived: amount, currency, description, number } = payment;
  const own = `${purchaseText({ at: createdAtOf(number), amount, currency, description })}${words.thisOne}`;
  return lines(words.separate, own, purchaseText(other));
}

const policyText = (policy: string | null, say: (policy: string) => string): string =>
  policy === null ? '' : say(policy);

/** Texts that say nothing of what was written in the chat. */
export const TEXTS: Readonly<Record<Exclude<AssembledField, 'access_activity_log'>, (known: Known) => string>> = {
  product_description: paymentText,
  customer_name: ({ payment, customer }) => payment?.name ?? customer?.name ?? '',
  customer_email_address: ({ payment, customer }) => payment?.email ?? customer?.email ?? '',
  billing_address: ({ charge }) => {
    const details = hashOf(charge['billing_details']);
    return addressText(details, textOf(details['name']));
  },
  shipping_address: ({ charge }) => {
    const shipping = hashOf(charge['shipping']);
    return addressText(shipping, textOf(shipping['name']));
  },
  shipping_carrier: ({ charge }) => textOf(hashOf(charge['shipping'])['carrier']),
  shipping_tracking_number: ({ charge }) => textOf(hashOf(charge['shipping'])['tracking_number']),
  refund_policy_disclosure: ({ policies }) => policyText(policies.refund, words.refundPolicy),
  refund_refusal_explanation: (known) =>
    lines(refundsText(known), policyText(known.policies.refund, words.refundPolicy)),
  cancellation_policy_disclosure: ({ policies }) => policyText(policies.cancellation, words.cancellationPolicy),
  duplicate_charge_id: (known) => lookAlike(known)?.chargeId ?? '',
  duplicate_charge_explanation: separateText,
  uncategorized_text: (known) =>
    [paymentText(known), refundsText(known), othersText(known)].filter((part) => part !== '').join('\n\n'),
};

const ON_ONE_LINE = /\s*\n\s*/g;
const saidText = ({ at, by, words: body }: Said): string =>
  words.said(timeText(at), words[by], body.trim().replaceAll(ON_ONE_LINE, ' / '));

/** What was said, under `head`: as many of the newest messages as there is room for. */
export function withMessages(
  head: string,
  messages: readonly Said[],
  more: number,
): { readonly text: string; readonly messages: number; readonly leftOut: number } {
  const intro = [head, words.conversation].filter((part) => part !== '').join('\n\n');
  const room = TEXT_LIMITS.uncategorized_text - intro.length - words.leftOut(messages.length + more).length - 2;
  let length = 0;
  const shown: string[] = [];
  for (const text of messages.map(saidText).reverse()) {
    length += text.length + 1;
    if (length > room) break;
    shown.unshift(text);
  }
  const leftOut = messages.length + more - shown.length;
  if (shown.length === 0) return { text: head, messages: 0, leftOut };
  return {
    text: lines(intro, leftOut === 0 ? null : words.leftOut(leftOut), ...shown),
    messages: shown.length,
    leftOut,
  };
}

/** When the customer wrote; the words stand elsewhere. */
export function activityText(messages: readonly Said[]): string {
  const times = [...new Set(messages.filter(({ by }) => by === 'customer').map(({ at }) => timeText(at)))];
  return times.length === 0 ? '' : lines(words.activity, ...times);
}
