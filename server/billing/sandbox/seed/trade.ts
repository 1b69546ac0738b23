import { createRandom } from '#server/demo/random.ts';
import type { Random } from '#server/demo/random.ts';
import { createPrice, createProduct } from '#server/billing/sandbox/resources/catalog.ts';
import { createCustomer } from '#server/billing/sandbox/resources/customers.ts';
import { addPaymentMethod, NO_ADDRESS } from '#server/billing/sandbox/resources/instruments.ts';
import { createIntent } from '#server/billing/sandbox/resources/paymentIntents.ts';
import { knownTestMethod } from '#server/billing/sandbox/testMethods.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import type { Agenda } from './agenda.ts';
import { GOODS, person, pickMarket } from './cast.ts';
import type { Market } from './cast.ts';
import { createConsequences } from './consequences.ts';
import { fateOf } from './fate.ts';

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
}

const NEW_CUSTOMER_RATE = 0.045;
/** Some cards give trouble when money goes back. */
const REFUND_CARDS = ['pendingRefund', 'refundFail'] as const;
const REFUND_CARD_RATE = 0.012;

export function createTrade(world: World, agenda: Agenda<Happening>, seed: number): Trade {
  const random: Random = createRandom(seed);
  const regulars: Regular[] = [];
  const { clock } = world;
  const { confirm, confirmWith } = createConsequences(world, agenda);

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
  };
}
