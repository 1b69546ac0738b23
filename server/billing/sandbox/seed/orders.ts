import type { Engine } from '#server/billing/sandbox/engine.ts';
import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { createCustomer } from '#server/billing/sandbox/resources/customers.ts';
import { addPaymentMethod, NO_ADDRESS } from '#server/billing/sandbox/resources/instruments.ts';
import { cancelIntent, captureIntent } from '#server/billing/sandbox/resources/paying.ts';
import { createIntent } from '#server/billing/sandbox/resources/paymentIntents.ts';
import { knownTestMethod } from '#server/billing/sandbox/testMethods.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { createAgenda } from './agenda.ts';
import type { Agenda } from './agenda.ts';
import { createConsequences } from './consequences.ts';
import type { Fate } from './fate.ts';
import { livePast } from './past.ts';
import { payOut, PAYOUT_SECOND } from './payOut.ts';
import type { Happening } from './trade.ts';

/** Somebody who buys; whoever has the same e-mail address is the same customer. */
export interface Buyer {
  readonly name: string;
  readonly email: string;
  /** ISO 3166. */
  readonly country: string;
  /** A test method's name: the card that this person pays with. */
  readonly card: string;
}

/** One order, which is one payment. */
export interface Order {
  /** When it is paid for, in seconds. */
  readonly at: number;
  /** The shop's number of it. */
  readonly number: string;
  readonly buyer: Buyer;
  /** In minor units of the currency. */
  readonly amount: number;
  /** ISO 4217, in small letters. */
  readonly currency: string;
  readonly description: string;
  readonly fate: Fate;
  /** What becomes of the money once the bank has said yes; `after` in seconds. What was only held is taken, let go, or still held. */
  readonly taking: 'atOnce' | 'held' | { readonly capture: number } | { readonly cancel: number };
}

interface Known {
  readonly id: string;
  readonly method: string;
}

const DAY = 86_400;

function newCustomer(world: World, { name, email, country, card }: Buyer): Known {
  const address = { ...NO_ADDRESS, country };
  const { id } = createCustomer(world, { name, email, address });
  const method = addPaymentMethod(world, {
    test: knownTestMethod(card),
    billingDetails: { address, email, name, phone: null, tax_id: null },
    customer: id,
  });
  return { id, method: method.id };
}

function createCounter(world: World, agenda: Agenda<Happening>) {
  const { store, clock } = world;
  const { confirm, confirmWith } = createConsequences(world, agenda);

  function known(buyer: Buyer): Known {
    const [customer] = store.all('customer', { email: buyer.email });
    const [method] = customer === undefined ? [] : store.all('payment_method', { customer: customer.id });
    return customer === undefined || method === undefined
      ? newCustomer(world, buyer)
      : { id: customer.id, method: method.id };
  }

  const now = (id: string): Kinds['payment_intent'] => store.need('payment_intent', id);

  function takeLater(id: string, taking: Order['taking']): void {
    if (typeof taking === 'string') return;
    if ('capture' in taking)
      agenda.plan(clock.now() + taking.capture, () => void captureIntent(world, now(id), undefined));
    else agenda.plan(clock.now() + taking.cancel, () => void cancelIntent(world, now(id), 'duplicate'));
  }

  return ({ number, buyer, amount, currency, description, fate, taking }: Order): void => {
    const { id: customer, method } = known(buyer);
    const intent = createIntent(world, {
      amount,
      currency,
      customer,
      description,
      receipt_email: buyer.email,
      metadata: { order: number },
      capture_method: taking === 'atOnce' ? 'automatic' : 'manual',
      ...(fate.decline === null ? { payment_method: method } : {}),
      payment_method_types: ['card'],
    });
    if (fate.decline === null) {
      if (confirm(intent, fate)) takeLater(intent.id, taking);
      return;
    }
    confirmWith(intent.id, addPaymentMethod(world, { test: knownTestMethod(fate.decline) }).id, fate);
    if (fate.retryAfter === null) return;
    agenda.plan(clock.now() + fate.retryAfter, () => {
      if (confirmWith(intent.id, method, fate)) takeLater(intent.id, taking);
    });
  };
}

/**
 * Makes a past in which these orders were placed, up to `until` (seconds); what would have become of them later does not happen.
 * @throws Error when the store holds anything already.
 */
export function seedOrders(
  engine: Engine,
  { orders, seed, until }: { readonly orders: readonly Order[]; readonly seed: number; readonly until: number },
): void {
  const agenda = createAgenda<Happening>();
  const place = createCounter(engine.world, agenda);
  const first = orders.reduce((earliest, { at }) => Math.min(earliest, at), until);
  livePast(engine, agenda, {
    seed,
    from: Math.floor(first / DAY) * DAY,
    until,
    open: () => {
      for (const order of orders) agenda.plan(order.at, () => place(order));
    },
    planDay: (midnight) => agenda.plan(midnight + PAYOUT_SECOND, () => payOut(engine.world)),
  });
}

/** Somebody buys now. What would become of it later does not happen by itself. */
export function placeOrder({ world, transact, catchUp }: Engine, order: Order): void {
  transact(() => createCounter(world, createAgenda())(order));
  catchUp();
}
