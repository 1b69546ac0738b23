import { secondOfDay } from '#server/billing/sandbox/seed/calendar.ts';
import { fateOf, type Fate, type RefundFate } from '#server/billing/sandbox/seed/fate.ts';
import type { Order } from '#server/billing/sandbox/seed/orders.ts';
import { buyersOf, type Shopper } from './buyers.ts';
import { DEMO_DAYS, demoStories } from './demoStories.ts';
import { withDisputes } from './disputes.ts';
import { priceOf, productIn } from './goods.ts';
import { PRODUCTS } from './phrases.ts';
import { createRandom, type Random } from './random.ts';
import { SCENES, type Scene } from './scenes.ts';
import type { Story } from './story.ts';

const SEED = 20_262;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const FIRST_NUMBER = 18_000;
const NUMBERS = 2_390;
/** The most that a customer bought without writing about it. */
const QUIET_ORDERS = 9;
/** So many of a hundred orders are only paid for when they leave, and so many are given up at the bank's question. */
const PAID_WHEN_SHIPPED = 35;
const GIVEN_UP = 1;
/** So many of a hundred that are placed while one looks wait for somebody to capture them. */
const HELD_TODAY = 12;

const UNTROUBLED: Fate = { decline: null, retryAfter: null, refunds: [], dispute: null };

const described = (product: string, quantity: number): string =>
  quantity === 1 ? product : `${String(quantity)} × ${product}`;

function takingOf(random: Random): Order['taking'] {
  return random.between(1, 100) > PAID_WHEN_SHIPPED ? 'atOnce' : { capture: random.between(3 * HOUR, 40 * HOUR) };
}

/** Money that was only held cannot be given back. */
function afterTaking(fate: Fate, taking: Order['taking']): Fate {
  if (typeof taking === 'string' || !('capture' in taking)) return fate;
  return { ...fate, refunds: fate.refunds.map((refund) => ({ ...refund, after: refund.after + taking.capture })) };
}

/** The orders that a conversation is about: placed some days before it, and given back after it where it ended so. */
function ordersOf(story: Story, shopper: Shopper, random: Random, from: number): readonly Order[] {
  const said = story.lines.map(({ body }) => body).join('\n');
  const number = /\border (\d{5})\b/.exec(said)?.[1];
  if (number === undefined) return [];
  const startedAt = Math.floor((story.lines[0]?.at ?? 0) / 1_000);
  const at = Math.max(from, startedAt - random.between(2 * DAY, 9 * DAY));
  const product = productIn(said) ?? random.pick(PRODUCTS);
  const [, euros, cents] = /\bcharged (\d+)\.(\d\d) EUR\b/.exec(said) ?? [];
  const isTwice = euros !== undefined;
  const quantity = random.between(1, 2);
  const isReturned = story.closed !== null && /money back|would like to return|Return for order/.test(said);
  const refund: RefundFate = {
    after: Math.floor((story.closed?.at ?? 0) / 1_000) - at + random.between(4 * HOUR, 6 * DAY),
    share: quantity === 1 ? 1 : 0.5,
    reason: 'requested_by_customer',
  };
  const order: Order = {
    at,
    number,
    buyer: shopper,
    amount: isTwice ? Number(euros) * 100 + Number(cents) : priceOf(product, quantity, shopper.currency),
    currency: isTwice ? 'eur' : shopper.currency,
    description: described(product, isTwice ? 1 : quantity),
    fate: isReturned ? { ...UNTROUBLED, refunds: [refund] } : UNTROUBLED,
    taking: 'atOnce',
  };
  return isTwice ? [order, { ...order, at: at + 70, taking: { cancel: 7 * DAY } }] : [order];
}

function quietOrder(shopper: Shopper, random: Random, at: number, number: string): Order {
  const product = random.pick(PRODUCTS);
  const quantity = random.between(1, 10) < 7 ? 1 : random.between(2, 6);
  const taking = takingOf(random);
  const isGivenUp = random.between(1, 100) <= GIVEN_UP;
  const fate = isGivenUp ? { ...UNTROUBLED, decline: 'authenticationRequired' } : afterTaking(fateOf(random), taking);
  return {
    at,
    number,
    buyer: shopper,
    amount: priceOf(product, quantity, shopper.currency),
    currency: shopper.currency,
    description: described(product, quantity),
    // Disputes are few enough to be chosen one by one.
    fate: { ...fate, dispute: null },
    taking,
  };
}

function played(
  { email: _, minutesAgo, retriedAfter, refundedAfter, ...scene }: Scene,
  shopper: Shopper,
  until: number,
): Order {
  const fate: Fate = {
    ...UNTROUBLED,
    ...(retriedAfter === undefined ? {} : { decline: 'chargeDeclined', retryAfter: retriedAfter * 60 }),
    refunds:
      refundedAfter === undefined ? [] : [{ after: refundedAfter * 60, share: 1, reason: 'requested_by_customer' }],
  };
  return { ...scene, at: until - minutesAgo * 60, buyer: shopper, fate };
}

/** Takes each number once, the next free one where it is taken. */
function createNumbers(taken: Iterable<string>) {
  const used = new Set(taken);
  return (wish: number): string => {
    let number = wish;
    while (used.has(String(number))) number += 1;
    used.add(String(number));
    return String(number);
  };
}

/**
 * What the customers of the demo's conversations paid for in the 90 days before `now` (UTC milliseconds), in the order of time: what they
 * wrote about, and as much again and more that went well.
 */
export function demoOrders(now: number): readonly Order[] {
  const random = createRandom(SEED);
  const until = Math.floor(now / 1_000);
  const from = until - DEMO_DAYS * DAY;
  const stories = demoStories(now);
  const buyers = buyersOf(stories, random);
  const byEmail = new Map([...buyers.values()].map((shopper) => [shopper.email, shopper]));
  const scenes = SCENES.flatMap((scene) => {
    const shopper = byEmail.get(scene.email);
    return shopper === undefined ? [] : [played(scene, shopper, until)];
  });
  const written = new Set(SCENES.map(({ email }) => email));
  const spokenOf = stories.flatMap((story) => {
    const shopper = buyers.get(story.customer);
    return shopper === undefined || written.has(shopper.email) ? [] : ordersOf(story, shopper, random, from);
  });
  const nextNumber = createNumbers([...scenes, ...spokenOf].map(({ number }) => number));
  const quiet = [...buyers.values()].flatMap((shopper) =>
    Array.from({ length: random.between(1, QUIET_ORDERS) }, () => {
      const midnight = Math.floor(until / DAY) * DAY - random.between(0, DEMO_DAYS - 1) * DAY;
      const at = midnight + secondOfDay(random.next());
      const wish = FIRST_NUMBER + Math.floor(((at - from) / (until - from)) * NUMBERS);
      return quietOrder(shopper, random, at, nextNumber(wish));
    }).filter(({ at }) => at < until),
  );
  const orders = [...scenes, ...spokenOf, ...quiet].filter(({ at }) => at < until).sort((a, b) => a.at - b.at);
  return withDisputes(orders, until);
}

/** Somebody of the demo's customers buys something at `now` (UTC milliseconds). */
export function orderOfToday(now: number, random: Random): Order {
  const shopper = random.pick([...buyersOf(demoStories(now), createRandom(SEED)).values()]);
  const at = Math.floor(now / 1_000);
  const order = quietOrder(shopper, random, at, String(FIRST_NUMBER + NUMBERS + 100 + (at % 80_000)));
  // Nobody is there to do what would be done later.
  const taking = random.between(1, 100) <= HELD_TODAY ? 'held' : 'atOnce';
  return { ...order, taking, fate: { ...order.fate, retryAfter: null, refunds: [] } };
}
