import type { Random } from '#server/demo/random.ts';

/** A country that buys, with its share, currency and the cards its people carry. */
export interface Market {
  readonly currency: 'jpy' | 'kwd' | 'usd';
  readonly country: string;
  readonly share: number;
  readonly cards: readonly string[];
  readonly first: readonly string[];
  readonly last: readonly string[];
}

/** Three currencies: with two decimals, with none and with three. */
export const MARKETS: readonly Market[] = [
  {
    currency: 'usd',
    country: 'US',
    share: 0.72,
    cards: ['visa', 'visa', 'visa', 'visa_debit', 'mastercard', 'mastercard', 'mastercard_debit', 'amex', 'discover'],
    first: [
      'Olivia',
      'Liam',
      'Emma',
      'Noah',
      'Ava',
      'Ethan',
      'Maya',
      'Lucas',
      'Zoe',
      'Henry',
      'Nora',
      'Daniel',
      'Ruth',
      'Samuel',
      'Iris',
      'Carlos',
    ],
    last: [
      'Smith',
      'Johnson',
      'Garcia',
      'Miller',
      'Davis',
      'Lopez',
      'Wilson',
      'Nguyen',
      'Moore',
      'Clark',
      'Lewis',
      'Walker',
      'Young',
      'Baker',
      'Rivera',
      'Cook',
    ],
  },
  {
    currency: 'jpy',
    country: 'JP',
    share: 0.18,
    cards: ['jp', 'jp', 'jcb', 'jcb', 'mastercard'],
    first: ['Haruto', 'Yui', 'Sota', 'Aoi', 'Ren', 'Hina', 'Yuto', 'Sakura', 'Daiki', 'Mio'],
    last: ['Sato', 'Suzuki', 'Takahashi', 'Tanaka', 'Watanabe', 'Ito', 'Yamamoto', 'Nakamura', 'Kobayashi', 'Kato'],
  },
  {
    currency: 'kwd',
    country: 'KW',
    share: 0.1,
    cards: ['visa', 'visa_debit', 'mastercard'],
    first: ['Fatima', 'Ahmad', 'Noura', 'Yousef', 'Maryam', 'Khaled', 'Dana', 'Abdullah'],
    last: ['Al-Sabah', 'Al-Mutairi', 'Al-Rashid', 'Al-Enezi', 'Al-Ajmi', 'Al-Failakawi', 'Al-Hajri', 'Al-Otaibi'],
  },
];

/** What the shop sells, with its price in minor units of each currency. */
export const GOODS = [
  { name: 'Tide mug', usd: 2_400, jpy: 3_600, kwd: 7_500 },
  { name: 'Ember teapot', usd: 6_800, jpy: 9_900, kwd: 21_000 },
  { name: 'Salt plate, 27 cm', usd: 3_200, jpy: 4_800, kwd: 9_900 },
  { name: 'Salt plate, 22 cm', usd: 2_600, jpy: 3_900, kwd: 8_000 },
  { name: 'Large bowl', usd: 5_400, jpy: 7_900, kwd: 16_500 },
  { name: 'Cereal bowl', usd: 2_200, jpy: 3_300, kwd: 6_800 },
  { name: 'Vase, crackle glaze', usd: 8_900, jpy: 12_800, kwd: 27_500 },
  { name: 'Espresso cup, pair', usd: 2_800, jpy: 4_200, kwd: 8_600 },
  { name: 'Serving board', usd: 4_700, jpy: 6_900, kwd: 14_500 },
  { name: 'Gift card', usd: 5_000, jpy: 7_000, kwd: 15_000 },
] as const;

export function pickMarket(random: Random): Market {
  let left = random.next();
  for (const market of MARKETS) {
    if (left < market.share) return market;
    left -= market.share;
  }
  const [first] = MARKETS;
  if (first === undefined) throw new Error('there is no market');
  return first;
}

/** `Noah Garcia` and `noah.garcia.412@example.com`. */
export function person(
  random: Random,
  { first, last }: Market,
  number: number,
): { readonly name: string; readonly email: string } {
  const name = `${random.pick(first)} ${random.pick(last)}`;
  return { name, email: `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${String(number)}@example.com` };
}
