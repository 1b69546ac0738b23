import Stripe from 'stripe';
import type { Random } from '#server/demo/random.ts';

export interface Trade {
  /** Does one thing at the sandbox. What Stripe would refuse is refused, and counts for nothing. */
  step(): Promise<void>;
  /** What was done, by name. */
  readonly done: ReadonlyMap<string, number>;
}

const CARDS = [
  'visa',
  'visa',
  'mastercard',
  'bypassPending',
  'chargeDeclined',
  'chargeDeclinedInsufficientFunds',
  'createDispute',
  'createDisputeInquiry',
  'pendingRefund',
  'refundFail',
  'authenticationRequired',
];
const CURRENCIES = ['usd', 'eur', 'jpy', 'kwd'];
/** So many of the newest are acted upon. */
const REMEMBERED = 60;

/** What goes on in a shop, drawn: payments in several currencies, some declined, disputed or only authorised; refunds; changes of all kinds. */
export function createTrade(stripe: Stripe, random: Random): Trade {
  const done = new Map<string, number>();
  const payments: string[] = [];
  const customers: string[] = [];
  const refunds: string[] = [];
  const keep = (list: string[], id: string): void => {
    list.push(id);
    if (list.length > REMEMBERED) list.shift();
  };
  const paid = (): string => random.pick(payments);

  const acts: Readonly<Record<string, () => Promise<unknown>>> = {
    addCustomer: async () => {
      const number = String(random.between(1, 1_000_000));
      const { id } = await stripe.customers.create({ email: `c${number}@shop.test`, name: `Customer ${number}` });
      keep(customers, id);
    },
    pay: async () => {
      const intent = await stripe.paymentIntents.create({
        // In tens, as a currency of three decimals wants it.
        amount: 10 * random.between(20, 9_000),
        currency: random.pick(CURRENCIES),
        payment_method: `pm_card_${random.pick(CARDS)}`,
        allowed_payment_method_types: ['card'],
        confirm: true,
        capture_method: random.next() < 0.2 ? 'manual' : 'automatic',
        description: `Order ${String(random.between(1, 100_000))}`,
        ...(customers.length > 0 && random.next() < 0.6 && { customer: random.pick(customers) }),
      });
      keep(payments, intent.id);
    },
    refund: async () => {
      const part = random.next() < 0.5 ? { amount: 10 * random.between(1, 30) } : {};
      keep(refunds, (await stripe.refunds.create({ payment_intent: paid(), ...part })).id);
    },
    capture: () => stripe.paymentIntents.capture(paid()),
    cancel: () => stripe.paymentIntents.cancel(paid()),
    // Of a change of a payment intent's metadata Stripe sends no event; of a charge's it does.
    annotate: async () => {
      const { latest_charge: charge } = await stripe.paymentIntents.retrieve(paid());
      if (typeof charge !== 'string') return;
      await stripe.charges.update(charge, { metadata: { note: `n${String(random.between(1, 1_000_000))}` } });
    },
    rename: () =>
      stripe.customers.update(random.pick(customers), { name: `Renamed ${String(random.between(1, 1_000_000))}` }),
    annotateRefund: () => stripe.refunds.update(random.pick(refunds), { metadata: { seen: String(random.next()) } }),
    answerDispute: async () => {
      const open = (await stripe.disputes.list({ limit: 20 })).data.filter(({ status }) => status.endsWith('response'));
      if (open.length === 0) return;
      const evidence = random.next() < 0.5 ? 'winning_evidence' : 'losing_evidence';
      await stripe.disputes.update(random.pick(open).id, { evidence: { uncategorized_text: evidence } });
    },
  };
  // Payments are most of it.
  const deck = [...Object.keys(acts), ...Array.from({ length: 6 }, () => 'pay'), 'refund', 'refund', 'capture'];
  const needs: Readonly<Record<string, readonly string[]>> = { rename: customers, annotateRefund: refunds };

  return {
    done,
    step: async () => {
      const name = random.pick(deck);
      const needed = needs[name] ?? payments;
      if (name !== 'pay' && name !== 'addCustomer' && needed.length === 0) return;
      try {
        await acts[name]?.();
        done.set(name, (done.get(name) ?? 0) + 1);
      } catch (error) {
        const isRefusal =
          error instanceof Stripe.errors.StripeCardError || error instanceof Stripe.errors.StripeInvalidRequestError;
        if (!isRefusal) throw error;
        done.set(`${name} refused`, (done.get(`${name} refused`) ?? 0) + 1);
      }
    },
  };
}
