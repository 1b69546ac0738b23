import { PRODUCTS } from './phrases.ts';

type Product = (typeof PRODUCTS)[number];
export type DemoCurrency = 'eur' | 'gbp' | 'jpy' | 'kwd';

/** What the demo's shop sells, in euro cents. */
const PRICES: Readonly<Record<Product, number>> = {
  'Tide mug': 2_400,
  'Ember teapot': 6_800,
  'Salt plate': 3_200,
  'Moss bowl': 5_400,
  'Dune vase': 8_900,
  'Harbour jug': 4_600,
  'Fern espresso cup': 1_900,
  'Slate serving dish': 5_200,
  'Lark butter dish': 3_900,
  'Heron pitcher': 6_200,
};

/** Minor units for a euro cent, and the step that prices are rounded to. */
const PRICED: Readonly<Record<DemoCurrency, { readonly perCent: number; readonly step: number }>> = {
  eur: { perCent: 1, step: 1 },
  gbp: { perCent: 0.87, step: 50 },
  jpy: { perCent: 1.65, step: 100 },
  kwd: { perCent: 3.4, step: 50 },
};

/** What `quantity` of a product cost, in minor units. */
export function priceOf(product: Product, quantity: number, currency: DemoCurrency): number {
  const { perCent, step } = PRICED[currency];
  return Math.round((PRICES[product] * perCent) / step) * step * quantity;
}

/** The product that a text speaks of; null when it names none. */
export const productIn = (text: string): Product | null => PRODUCTS.find((product) => text.includes(product)) ?? null;
