import type Stripe from 'stripe';
import { expect } from 'vitest';
import type { InputOf, OutputOf } from '#shared/contract.ts';
import type { Refund, RefundState } from '#shared/billing/refunds/contract.ts';
import { pay, type PayOptions } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { givenMirror } from '#tests/server/billing/gateway/givenMirror.ts';
import { staffPort } from '#tests/support/clients.ts';
import { newId } from '#tests/support/make.ts';

const LIMITS = [{ currency: 'USD', approvalAbove: 1_000, perRefund: 5_000, perPersonDay: 6_000 }];

interface DeskOptions {
  readonly paying?: PayOptions;
  /** How it is paid, where that takes more than one step. */
  readonly sell?: (stripe: Stripe) => Promise<Stripe.PaymentIntent>;
  readonly limits?: typeof LIMITS;
}

/** A connected shop with one payment of 20.00 USD, an admin's limits, and three people. */
export async function givenDesk({
  paying = {},
  limits = LIMITS,
  sell = (stripe) => pay(stripe, paying),
}: DeskOptions = {}) {
  const mirror = await givenMirror();
  const paid = await sell(mirror.stripe);
  await mirror.connect();
  await mirror.settled();
  await mirror.listen();
  await mirror.admin.call('billing.setRefundPolicy', { id: newId(), limits, expiresAfterHours: 72 });
  const support = await staffPort(mirror.server);
  const { finance, stripe } = mirror;
  /** The colleague, who is given the role meanwhile. */
  const secondFinance = async () => {
    await mirror.admin.call('accounts.setRoles', {
      id: newId(),
      accountId: mirror.server.people.colleague,
      roles: ['support', 'finance'],
    });
    return staffPort(mirror.server, 'colleague');
  };
  const wanted = (amount: number, more: Partial<InputOf<'billing.requestRefund'>> = {}) => ({
    id: newId(),
    paymentId: paid.id,
    amount,
    ...more,
  });
  const request = (amount: number) => finance.call('billing.requestRefund', wanted(amount));
  const refund = async (id: string): Promise<Refund | undefined> =>
    (await finance.call('billing.refunds', {})).refunds.find((one) => one.id === id);
  const state = async (id: string): Promise<RefundState | undefined> => (await refund(id))?.state;
  const becomes = (id: string, expected: RefundState) =>
    expect.poll(() => state(id), { timeout: 20_000, interval: 50 }).toBe(expected);
  const atStripe = async () => (await stripe.refunds.list({ payment_intent: paid.id, limit: 100 })).data;
  const names = async () => {
    const { entries } = await mirror.admin.call('audit.entries', { limit: 500 });
    return entries
      .map(({ name }) => name)
      .filter((name) => name.startsWith('billing.refund'))
      .reverse();
  };
  const preview = (): Promise<OutputOf<'billing.refundPreview'>> =>
    finance.call('billing.refundPreview', { paymentId: paid.id });
  return { ...mirror, paid, support, wanted, request, secondFinance, refund, state, becomes, atStripe, names, preview };
}
