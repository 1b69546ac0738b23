import type { Database } from 'better-sqlite3';
import type { PaymentFilter } from '#shared/billing/payments/contract.ts';
import { createRandom, type Random } from '#server/demo/random.ts';

interface Sort {
  readonly by: 'createdAt' | 'amount';
  readonly direction: 'asc' | 'desc';
}

/** First pages that somebody looks at, alike but for the values. */
export interface PaymentCase {
  readonly name: string;
  readonly asked: readonly { readonly filter: PaymentFilter; readonly sort: Sort; readonly limit: number }[];
}

export const PAGE = 50;
/** Values of each case. */
const VALUES = 5;
const COMBINATIONS = 24;
const DAY = 86_400_000;
const SORTS = [
  { by: 'createdAt', direction: 'desc' },
  { by: 'amount', direction: 'desc' },
  { by: 'createdAt', direction: 'asc' },
  { by: 'amount', direction: 'asc' },
] as const;

type Draw = (random: Random) => PaymentFilter;

/** Every part of a filter by itself, with values that many payments have and values that few have. */
function drawsOf(raw: Database): ReadonlyMap<string, Draw> {
  const sample = raw
    .prepare<[], { email: string; name: string; last4: string; customer: string | null; description: string }>(
      `SELECT email, name, last4, stripeCustomerId AS customer, description FROM payment
       WHERE email IS NOT NULL AND last4 IS NOT NULL AND description IS NOT NULL ORDER BY number DESC LIMIT 4000`,
    )
    .all();
  const newest = Number(raw.prepare('SELECT max(number) / 1000 FROM payment').pluck().get());
  const one = (random: Random) => random.pick(sample);
  const week = (random: Random): PaymentFilter => {
    const from = newest - random.between(7, 700) * DAY;
    return { from, to: from + 7 * DAY };
  };
  return new Map<string, Draw>([
    ['a state that most have', () => ({ states: ['succeeded'] })],
    ['a state that few have', (random) => ({ states: [random.pick(['uncaptured', 'processing', 'failed'])] })],
    ['two states', () => ({ states: ['failed', 'canceled'] })],
    ['a currency that many have', (random) => ({ currency: random.pick(['EUR', 'USD']) })],
    ['a currency that few have', (random) => ({ currency: random.pick(['KWD', 'SEK']) })],
    ['a brand', (random) => ({ brand: random.pick(['visa', 'mastercard', 'diners']) })],
    ['last four', (random) => ({ last4: one(random).last4 })],
    ['an e-mail address', (random) => ({ email: one(random).email })],
    ['a customer', (random) => ({ customer: sample.filter(({ customer }) => customer !== null)[random.between(0, 999)]?.customer ?? '' })], // prettier-ignore
    ['a word that many have', (random) => ({ text: random.pick(['mug', 'web', 'plate']) })],
    ['a word that few have', (random) => ({ text: /A-\d+/.exec(one(random).description)?.[0] ?? 'A-1' })],
    ['the beginning of a word', (random) => ({ text: one(random).name.slice(0, 2) })],
    ['a name', (random) => ({ text: one(random).name })],
    ['a week', week],
    ['refunded', () => ({ refunded: ['partial', 'full'] })],
    ['not refunded', () => ({ refunded: ['none'] })],
    ['disputed', () => ({ disputed: 'any' })],
    ['an answer owed', () => ({ disputed: 'due' })],
    ['not disputed', () => ({ disputed: 'none' })],
    ['amounts that many have', () => ({ amountFrom: 5_000, amountTo: 20_000 })],
    ['amounts that few have', (random) => ({ amountFrom: 900_000 + random.between(0, 9) * 1_000 })],
  ]);
}

/** Each filter by itself and seeded combinations of two to four of them, in the order of time and of amounts. */
export function paymentCases(raw: Database, seed: number): readonly PaymentCase[] {
  const random = createRandom(seed);
  const draws = drawsOf(raw);
  const named: [string, Draw][] = [['all', () => ({})], ...draws];
  for (let number = 0; number < COMBINATIONS; number += 1) {
    const parts = new Set(Array.from({ length: random.between(2, 4) }, () => random.pick([...draws.keys()])));
    named.push([
      [...parts].join(' + '),
      (source) => Object.assign({}, ...[...parts].map((part) => draws.get(part)?.(source))) as PaymentFilter,
    ]);
  }
  return named.flatMap(([name, draw], place) =>
    // By time and by amount; the newest or largest first, of every fourth the other way round.
    SORTS.filter(({ direction }) => (direction === 'asc') === (place % 4 === 3)).map((sort) => ({
      name: `${name}, by ${sort.by} ${sort.direction}`,
      asked: Array.from({ length: VALUES }, () => ({ filter: draw(random), sort, limit: PAGE })),
    })),
  );
}
