import { createRandom } from '#server/demo/random.ts';
import type { Random } from '#server/demo/random.ts';
import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
import { createPrice, createProduct } from '#server/billing/sandbox/resources/catalog.ts';
import { createCustomer } from '#server/billing/sandbox/resources/customers.ts';
import { openDispute, submitEvidence } from '#server/billing/sandbox/resources/disputing.ts';
import { addPaymentMethod, NO_ADDRESS } from '#server/billing/sandbox/resources/instruments.ts';
import { balance } from '#server/billing/sandbox/resources/ledger.ts';
import { confirmIntent } from '#server/billing/sandbox/resources/paying.ts';
import { createIntent } from '#server/billing/sandbox/resources/paymentIntents.ts';
import { createPayout } from '#server/billing/sandbox/resources/payouts.ts';
import { createRefund } from '#server/billing/sandbox/resources/refunds.ts';
import { knownTestMethod } from '#server/billing/sandbox/testMethods.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import type { Agenda } from './agenda.ts';
import { GOODS, person, pickMarket } from './cast.ts';
import type { Market } from './cast.ts';
import { fateOf } from './fate.ts';
import type { Fate } from './fate.ts';

/** A customer with habits: a card, a favourite, and how often they come back. */
interface Regular {
  readonly id: string;
  readonly method: string;
  readonly market: Market;
  readonly favourite: number;
}

/** Something that happens at its time. */
export type Happening = () => void;

/** The shop's trade as things that happen; each may plan what follows from it. */
export interface Trade {
  readonly openShop: () => void;
  readonly pay: () => void;
  /** Sends what is available to the bank, in every currency. */
  readonly payOut: () => void;
}

type Intent = Kinds['payment_intent'];

const NEW_CUSTOMER_RATE = 0.045;
/** Some cards give trouble when money goes back. */
const REFUND_CARDS = ['pendingRefund', 'refundFail'] as const;
const REFUND_CARD_RATE = 0.012;

/** Runs what Stripe may refuse: a decline is part of the trade, everything else a fault of ours. */
function allowingDeclines(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof StripeError && error.keepsChanges) return false;
    throw error;
  }
}

export function createTrade(world: World, agenda: Agenda<Happening>, seed: number): Trade {
  const random: Random = createRandom(seed);
  const regulars: Regular[] = [];
  const { store, clock } = world;

  function newCustomer(): Regular {
    const market = pickMarket(random);
    const { name, email } = person(random, market, regulars.length + 1);
    const address = { ...NO_ADDRESS, country: market.country };
    const customer = createCustomer(world, {
      name,
      email,
      address,
      metadata: { shop_customer: String(regulars.length + 1) },
    });
    const card = random.next() < REFUND_CARD_RATE ? random.pick(REFUND_CARDS) : random.pick(market.cards);
    const method = addPaymentMethod(world, {
      test: knownTestMethod(card),
      billingDetails: { address, email, name, phone: null, tax_id: null },
      customer: customer.id,
    });
    const regular = { id: customer.id, method: method.id, market, favourite: random.between(0, GOODS.length - 1) };
    regulars.push(regular);
    return regular;
  }

  /** Few customers buy often: the earlier ones come back more. */
  function somebody(): Regular {
    if (regulars.length < 20 || random.next() < NEW_CUSTOMER_RATE) return newCustomer();
    const index = Math.floor(random.next() ** 1.7 * regulars.length);
    return regulars[index] ?? newCustomer();
  }

  function basket({ market, favourite }: Regular): { readonly amount: number; readonly description: string } {
    const good = GOODS[random.next() < 0.4 ? favourite : random.between(0, GOODS.length - 1)] ?? GOODS[0];
    const quantity = random.next() < 0.7 ? 1 : random.between(2, 4);
    return {
      amount: good[market.currency] * quantity,
      description: quantity === 1 ? good.name : `${String(quantity)} × ${good.name}`,
    };
  }

  function refundLater(intent: Intent, fate: Fate): void {
    for (const { after, share, reason } of fate.refunds) {
      agenda.plan(clock.now() + after, () => {
        const step = intent.currency === 'kwd' ? 10 : 1;
        const amount = Math.max(Math.floor((intent.amount * share) / step) * step, step);
        createRefund(world, {
          payment_intent: intent.id,
          amount,
          reason,
          metadata: { order: intent.metadata['order'] ?? '' },
        });
      });
    }
  }

  function disputeLater(intent: Intent, { dispute }: Fate): void {
    if (dispute === null) return;
    agenda.plan(clock.now() + dispute.after, () => {
      const charge = store.need('charge', store.need('payment_intent', intent.id).latest_charge ?? '');
      const opened = openDispute(world, charge, { reason: dispute.reason });
      const { evidence } = dispute;
      if (evidence === null) return;
      agenda.plan(clock.now() + evidence.after, () => {
        const now = store.need('dispute', opened.id);
        submitEvidence(world, now, {
          evidence: { ...now.evidence, uncategorized_text: evidence.wins ? 'winning_evidence' : 'losing_evidence' },
        });
      });
    });
  }

  function confirm(intent: Intent, fate: Fate): void {
    if (!allowingDeclines(() => confirmIntent(world, intent, { returnUrl: null, isOffSession: false }))) return;
    refundLater(intent, fate);
    disputeLater(intent, fate);
  }

  function confirmWith(id: string, method: string, fate: Fate): void {
    const intent = store.need('payment_intent', id);
    confirm(store.change('payment_intent', intent, { payment_method: method, status: 'requires_confirmation' }), fate);
  }

  let orders = 0;

  return {
    openShop() {
      for (const good of GOODS) {
        const product = createProduct(world, { name: good.name });
        for (const currency of ['usd', 'jpy', 'kwd'] as const) {
          createPrice(world, { currency, unit_amount: good[currency], product: product.id });
        }
      }
    },
    pay() {
      const customer = somebody();
      const { amount, description } = basket(customer);
      const fate = fateOf(random);
      orders += 1;
      const intent = createIntent(world, {
        amount,
        currency: customer.market.currency,
        customer: customer.id,
        description,
        metadata: { order: `A-${String(10_000 + orders)}` },
        capture_method: 'automatic',
        ...(fate.decline === null ? { payment_method: customer.method } : {}),
        payment_method_types: ['card'],
      });
      if (fate.decline === null) {
        confirm(intent, fate);
        return;
      }
      confirmWith(intent.id, addPaymentMethod(world, { test: knownTestMethod(fate.decline) }).id, fate);
      if (fate.retryAfter === null) return;
      agenda.plan(clock.now() + fate.retryAfter, () => confirmWith(intent.id, customer.method, fate));
    },
    payOut() {
      for (const { amount, currency } of balance(world).available) {
        if (amount > 0) createPayout(world, { amount, currency, automatic: true, description: 'STRIPE PAYOUT' });
      }
    },
  };
}
