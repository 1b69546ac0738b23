import { describe, expect, it } from 'vitest';
import { createEngine } from '#server/billing/sandbox/engine.ts';
import { placeOrder, seedOrders, type Order } from '#server/billing/sandbox/seed/orders.ts';
import { demoStories } from '#server/demo/demoStories.ts';
import { demoOrders, orderOfToday } from '#server/demo/orders.ts';
import { createRandom } from '#server/demo/random.ts';

const NOW = Date.UTC(2026, 10, 24, 15, 20);
const SECOND = NOW / 1_000;
const DAY = 86_400;

function givenShop(orders: readonly Order[]) {
  const engine = createEngine({
    file: null,
    key: null,
    machine: () => NOW,
    onFault: (error) => {
      throw error;
    },
  });
  seedOrders(engine, { orders, seed: 1, until: SECOND });
  return engine;
}

describe('what the demo’s customers paid for', () => {
  const orders = demoOrders(NOW);
  const stories = demoStories(NOW);

  it('is told again from its seed, in the order of time, within the 90 days', () => {
    expect(demoOrders(NOW)).toEqual(orders);
    expect(orders.map(({ at }) => at)).toEqual(orders.map(({ at }) => at).sort((a, b) => a - b));
    expect(orders[0]?.at).toBeGreaterThanOrEqual(SECOND - 91 * DAY);
    expect(orders.at(-1)?.at).toBeLessThan(SECOND);
    expect(orders.at(-1)?.at).toBeGreaterThan(SECOND - DAY);
  });

  it('is by the people of the conversations, and what they write about was ordered before they wrote', () => {
    const people = new Map(stories.map(({ name, email }) => [email, name]));
    for (const { buyer } of orders) expect(people.get(buyer.email)).toBe(buyer.name);
    let spokenOf = 0;
    for (const { email, lines } of stories) {
      const number = /\border (\d{5})\b/.exec(lines.map(({ body }) => body).join('\n'))?.[1];
      const order = orders.find((one) => one.number === number && one.buyer.email === email);
      if (number === undefined || email === null || order === undefined) continue;
      spokenOf += 1;
      expect(order.at).toBeLessThan((lines[0]?.at ?? 0) / 1_000);
    }
    expect(spokenOf).toBeGreaterThan(100);
  });

  it('has every number once, but for what was reserved twice', () => {
    const seen = new Map<string, number>();
    for (const { number, buyer } of orders)
      seen.set(`${number} ${buyer.email}`, (seen.get(`${number} ${buyer.email}`) ?? 0) + 1);
    expect(Math.max(...seen.values())).toBeLessThanOrEqual(2);
  });

  it('becomes payments in every state that a shop meets', () => {
    const { world } = givenShop(orders);
    const intents = world.store.all('payment_intent');
    expect(intents).toHaveLength(orders.length);
    expect(new Set(intents.map(({ status }) => status))).toEqual(
      new Set(['succeeded', 'requires_capture', 'requires_payment_method', 'requires_action', 'canceled']),
    );
    expect(new Set(intents.map(({ currency }) => currency))).toEqual(new Set(['eur', 'gbp', 'jpy', 'kwd']));
    const charges = world.store.all('charge');
    const declines = new Set(charges.map(({ failure_code: code, outcome }) => outcome?.reason ?? code));
    expect(declines.size).toBeGreaterThan(4);
    const refunds = world.store.all('refund');
    expect(refunds.some(({ amount, charge }) => amount < world.store.need('charge', String(charge)).amount)).toBe(true);
    const open = world.store.all('dispute').filter(({ status }) => status === 'needs_response');
    const due = Math.min(...open.map(({ evidence_details: { due_by: by } }) => by ?? Infinity));
    expect(due).toBeGreaterThan(SECOND);
    expect(due).toBeLessThan(SECOND + 2 * DAY);
    expect(new Set(world.store.all('dispute').map(({ status }) => status))).toEqual(
      new Set(['needs_response', 'warning_needs_response', 'under_review', 'won', 'lost']),
    );
  });

  it('goes on: somebody who is known buys something now, with the card they have', () => {
    const engine = givenShop(orders);
    const { store } = engine.world;
    const customers = store.all('customer').length;
    const random = createRandom(5);
    for (let count = 0; count < 25; count += 1) placeOrder(engine, orderOfToday(NOW, random));
    expect(store.all('payment_intent')).toHaveLength(orders.length + 25);
    expect(store.all('customer')).toHaveLength(customers);
    expect(store.all('payment_intent').filter(({ created }) => created === SECOND)).toHaveLength(25);
  });
});
