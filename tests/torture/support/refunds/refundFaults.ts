import type Stripe from 'stripe';
import type { OutputOf } from '#shared/contract.ts';
import type { Refund } from '#shared/billing/refunds/contract.ts';
import type { Planned } from './refundDesk.ts';
import type { Heard } from './refundStripe.ts';

/** One refund at Stripe for each that was decided on, of the same amount, and none for any other. @returns what is wrong, in words. */
export function madeFaults(
  planned: readonly Planned[],
  refunds: readonly Refund[],
  made: readonly Stripe.Refund[],
): readonly string[] {
  const byIntent = Map.groupBy(made, ({ metadata }) => metadata?.['optimaliq_intent'] ?? '');
  const known = new Map(refunds.map((one) => [one.id, one]));
  const strangers = [...byIntent.keys()].filter((id) => id !== '' && !planned.some((one) => one.id === id));
  return [
    ...strangers.map((id) => `Stripe has a refund for ${id}, which nobody wanted`),
    ...planned.flatMap(({ id, amount, road, end }) => {
      const there = byIntent.get(id) ?? [];
      const here = known.get(id);
      const isMade = end.includes('succeeded');
      const names = `refund ${id} (${road}) is ${String(here?.state)} here, and ${there.map((one) => `${one.id} ${String(one.status)} ${String(one.amount)}`).join(' and ') || 'nothing'} at Stripe`;
      const isRight =
        here !== undefined &&
        end.includes(here.state) &&
        there.length === (isMade ? 1 : 0) &&
        there.every((one) => one.amount === amount && one.status === here.state && one.id === here.stripeId);
      return isRight ? [] : [names];
    }),
  ];
}

/** What a payment has given and can still give is the same here and at Stripe. @returns what is wrong, in words. */
export function ledgerFault(
  { id, amount_received: received }: Stripe.PaymentIntent,
  made: readonly Stripe.Refund[],
  preview: OutputOf<'billing.refundPreview'>,
  refunds: readonly Refund[],
): readonly string[] {
  const refunded = made
    .filter(({ payment_intent: of, status }) => of === id && status !== 'failed' && status !== 'canceled')
    .reduce((sum, one) => sum + one.amount, 0);
  const reserved = refunds
    .filter(({ paymentId, state }) => paymentId === id && state === 'requested')
    .reduce((sum, { amount }) => sum + amount, 0);
  const expected = { received, refunded, reserved, left: received - refunded - reserved };
  const found = {
    received: preview.received,
    refunded: preview.refunded,
    reserved: preview.reserved,
    left: preview.left,
  };
  return JSON.stringify(found) === JSON.stringify(expected) && refunded <= received
    ? []
    : [`payment ${id} is ${JSON.stringify(found)} here and ${JSON.stringify(expected)} at Stripe`];
}

/** Every call for a refund is the same to the byte, and none is made by a server that was started since the one before without looking first. */
export function callFaults(heard: readonly Heard[], planned: readonly Planned[]): readonly string[] {
  const paymentOf = new Map(planned.map(({ id, paymentId }) => [id, paymentId]));
  const calls = new Map<string, { readonly sent: string; life: number }>();
  /** In which life of the server a payment's refunds were last looked up. */
  const looked = new Map<string, number>();
  const faults: string[] = [];
  for (const one of heard) {
    if (one.kind === 'lookUp') {
      looked.set(one.paymentId, one.life);
      continue;
    }
    const { refundId, sent, life } = one;
    const before = calls.get(refundId);
    calls.set(refundId, { sent: before?.sent ?? sent, life });
    if (before === undefined) continue;
    if (before.sent !== sent) faults.push(`refund ${refundId} was asked for as ${before.sent} and as ${sent}`);
    if (before.life !== life && looked.get(paymentOf.get(refundId) ?? '') !== life)
      faults.push(`refund ${refundId} was asked for again without a look`);
  }
  return faults;
}
