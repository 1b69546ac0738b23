import type { Order } from '#server/billing/sandbox/seed/orders.ts';

/** What a customer of a conversation written by hand paid for. */
export interface Scene extends Pick<Order, 'number' | 'amount' | 'description' | 'taking'> {
  readonly email: string;
  /** When it was paid for. */
  readonly minutesAgo: number;
  readonly currency: string;
  /** Minutes after it: the bank refused, and it went through later; or all of it was given back. */
  readonly retriedAfter?: number;
  readonly refundedAfter?: number;
}

const HOUR = 60;
const DAY = 24 * HOUR;
const shipped = { capture: 5 * 3_600 };

/** Each agrees with what is said in `conversations.ts`. */
export const SCENES: readonly Scene[] = [
  { email: 'priya.raman@example.com', minutesAgo: 3 * DAY, number: '20411', amount: 9_600, currency: 'eur', description: '4 × Tide mug, Moss', taking: shipped },
  { email: 'amelie.fournier@example.com', minutesAgo: 2 * DAY + 41, number: '20418', amount: 6_400, currency: 'eur', description: '2 × Salt plate', taking: shipped },
  { email: 'amelie.fournier@example.com', minutesAgo: 2 * DAY + 40, number: '20418', amount: 6_400, currency: 'eur', description: '2 × Salt plate', taking: 'held' },
  { email: 'kofi.mensah@example.com', minutesAgo: 52 * DAY, number: '19204', amount: 6_800, currency: 'eur', description: 'Ember teapot', taking: 'atOnce' },
  { email: 'lucia.herrera@example.com', minutesAgo: 8 * DAY, number: '20294', amount: 10_800, currency: 'eur', description: '2 × Moss bowl', taking: shipped },
  { email: 'tom.ashworth@example.com', minutesAgo: 155, number: '20431', amount: 5_900, currency: 'gbp', description: 'Ember teapot', taking: 'held' },
  { email: 'yuki.tanaka@example.com', minutesAgo: 44 * DAY, number: '19417', amount: 10_600, currency: 'jpy', description: '2 × Salt plate, 27 cm', taking: 'atOnce' },
  { email: 'nadia.haddad@example.com', minutesAgo: 61 * DAY, number: '18960', amount: 32_600, currency: 'kwd', description: '4 × Tide mug', taking: 'atOnce' },
  { email: 'oliver.novak@example.com', minutesAgo: 12 * DAY, number: '20163', amount: 3_100, currency: 'eur', description: 'Harbour jug, on sale', taking: 'atOnce' },
  { email: 'grace.kim@example.com', minutesAgo: 9 * DAY, number: '20251', amount: 8_900, currency: 'eur', description: 'Dune vase, crackle glaze', taking: 'atOnce' },
  { email: 'mateusz.zielinski@example.com', minutesAgo: 4 * DAY, number: '20402', amount: 12_800, currency: 'eur', description: '4 × Salt plate', taking: shipped },
  { email: 'hannah.lee@example.com', minutesAgo: DAY + 2 * HOUR, number: '20419', amount: 2_750, currency: 'eur', description: 'Tide mug, gift wrapped', taking: 'atOnce' },
  { email: 'diego.santos@example.com', minutesAgo: 9 * DAY + 3 * HOUR, number: '20247', amount: 5_400, currency: 'eur', description: 'Moss bowl', taking: 'atOnce' },
  { email: 'samuel.adeyemi@example.com', minutesAgo: 4_706, number: '20399', amount: 7_800, currency: 'eur', description: 'Heron pitcher and a Fern espresso cup', taking: 'atOnce', retriedAfter: 16 },
  { email: 'chiara.rossi@example.com', minutesAgo: 21 * DAY, number: '19987', amount: 3_800, currency: 'eur', description: '2 × Fern espresso cup, gold rim', taking: 'atOnce' },
  { email: 'ethan.clarke@example.com', minutesAgo: 9_100, number: '20377', amount: 3_800, currency: 'gbp', description: '2 × Tide mug', taking: 'atOnce', refundedAfter: 308 },
  { email: 'ingrid.solberg@example.com', minutesAgo: 16 * DAY, number: '20071', amount: 41_200, currency: 'eur', description: 'Dinner set for six, Salt', taking: shipped },
]; // prettier-ignore
