import type { Buyer } from '#server/billing/sandbox/seed/orders.ts';
import type { DemoCurrency } from './goods.ts';
import type { Random } from './random.ts';
import type { Story } from './story.ts';

export interface Shopper extends Buyer {
  readonly currency: DemoCurrency;
}

interface Market {
  readonly currency: DemoCurrency;
  readonly countries: readonly string[];
  /** Test methods. */
  readonly cards: readonly string[];
  /** Parts of the names of those who buy there. */
  readonly names: readonly string[];
}

const ELSEWHERE: readonly Market[] = [
  {
    currency: 'gbp',
    countries: ['GB'],
    cards: ['gb', 'gb', 'visa_debit', 'mastercard', 'amex'],
    names: ['Ashworth', 'Clarke', 'Evans', 'Walsh', 'Quinn'],
  },
  { currency: 'jpy', countries: ['JP'], cards: ['jp', 'jcb', 'jcb', 'mastercard'], names: ['Yuki', 'Ito', 'Ueda', 'Aiko'] }, // prettier-ignore
  { currency: 'kwd', countries: ['KW'], cards: ['visa', 'mastercard'], names: ['Haddad', 'Ahmed'] },
];
const AT_HOME: Market = {
  currency: 'eur',
  countries: ['DE', 'DE', 'FR', 'ES', 'IT', 'NL', 'AT', 'PL'],
  cards: ['de', 'de', 'fr', 'visa', 'visa_debit', 'mastercard', 'mastercard', 'mastercard_debit', 'amex'],
  names: [],
};

/** Who buys: the customers of the stories who said who they are, by their number, each with a country, a currency and a card. */
export function buyersOf(stories: readonly Story[], random: Random): ReadonlyMap<number, Shopper> {
  const buyers = new Map<number, Shopper>();
  for (const { customer, name, email } of stories) {
    if (name === null || email === null || buyers.has(customer)) continue;
    const parts = name.split(' ');
    const market = ELSEWHERE.find(({ names }) => names.some((part) => parts.includes(part))) ?? AT_HOME;
    const { currency, countries, cards } = market;
    buyers.set(customer, { name, email, currency, country: random.pick(countries), card: random.pick(cards) });
  }
  return buyers;
}
