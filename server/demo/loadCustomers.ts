import { FIRST_NAMES, LAST_NAMES } from './phrases.ts';
import { createRandom, type Random } from './random.ts';

/** Who pays in a load test. */
export interface LoadCustomer {
  /** Stripe's; null for who pays without an account. */
  readonly id: string | null;
  readonly name: string;
  readonly email: string;
  /** Lower-case, as Stripe writes it. */
  readonly currency: string;
  /** `sepa_debit` has no brand. */
  readonly method: { readonly type: 'card' | 'sepa_debit'; readonly brand: string | null; readonly last4: string };
}

/** Each value as often as its weight says. */
export function weighted<Value>(random: Random, choices: readonly (readonly [Value, number])[]): Value {
  let rest = random.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of choices) {
    rest -= weight;
    if (rest < 0) return value;
  }
  return random.pick(choices)[0];
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** An id of the length that Stripe's have. */
export const stripeId = (random: Random, prefix: string): string =>
  `${prefix}_${Array.from({ length: 24 }, () => LETTERS[random.between(0, LETTERS.length - 1)] ?? 'A').join('')}`;

const CURRENCIES = [['eur', 620], ['usd', 200], ['gbp', 110], ['chf', 40], ['jpy', 20], ['sek', 8], ['kwd', 2]] as const; // prettier-ignore
const BRANDS = [['visa', 52], ['mastercard', 33], ['amex', 8], ['discover', 2], ['diners', 1], [null, 4]] as const; // prettier-ignore
const GUESTS = 0.3;

/** The customer called `number`: always the same, so that none need be remembered. */
export function loadCustomer(seed: number, number: number): LoadCustomer {
  const random = createRandom(Math.imul(seed + 1, 0x9e3779b1) ^ number);
  const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const brand = weighted(random, BRANDS);
  const plain = (name: string): string =>
    name
      .normalize('NFD')
      .replaceAll(/[^A-Za-z]/g, '')
      .toLowerCase();
  return {
    id: random.next() < GUESTS ? null : stripeId(random, 'cus'),
    name: `${first} ${last}`,
    email: `${plain(first)}.${plain(last)}${String(number)}@example.com`,
    currency: weighted(random, CURRENCIES),
    method: {
      type: brand === null ? 'sepa_debit' : 'card',
      brand,
      last4: String(random.between(0, 9_999)).padStart(4, '0'),
    },
  };
}
