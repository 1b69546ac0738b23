import type { DisputeFate } from '#server/billing/sandbox/seed/fate.ts';
import type { Order } from '#server/billing/sandbox/seed/orders.ts';

const DAY = 86_400;

interface Planned extends Omit<DisputeFate, 'after'> {
  readonly paidDaysAgo: number;
  readonly openedDaysAgo: number;
}

/** One to be answered by tomorrow night, one with a week left, a question of a bank's, one in review, one won and one lost. */
const DISPUTES: readonly Planned[] = [
  { paidDaysAgo: 23, openedDaysAgo: 8, reason: 'product_not_received', evidence: null },
  { paidDaysAgo: 15, openedDaysAgo: 2, reason: 'fraudulent', evidence: null },
  { paidDaysAgo: 18, openedDaysAgo: 4, reason: 'fraudulent', evidence: null, isInquiry: true },
  { paidDaysAgo: 40, openedDaysAgo: 19, reason: 'product_not_received', evidence: { after: 3 * DAY, wins: true } },
  { paidDaysAgo: 84, openedDaysAgo: 76, reason: 'product_not_received', evidence: { after: 5 * DAY, wins: true } },
  { paidDaysAgo: 62, openedDaysAgo: 41, reason: 'fraudulent', evidence: null },
];

const isDisputable = ({ taking, currency, fate }: Order): boolean =>
  taking === 'atOnce' && currency === 'eur' && fate.decline === null && fate.refunds.length === 0;

/** The same orders; of those with whose money nothing else happened, the ones of about the right age are disputed. */
export function withDisputes(orders: readonly Order[], until: number): readonly Order[] {
  const disputed = new Map<Order, Order>();
  for (const { paidDaysAgo, openedDaysAgo, ...dispute } of DISPUTES) {
    const paidAt = until - paidDaysAgo * DAY;
    const order = orders.find((one) => one.at >= paidAt && isDisputable(one) && !disputed.has(one));
    if (order === undefined) continue;
    const after = until - openedDaysAgo * DAY - order.at;
    disputed.set(order, { ...order, fate: { ...order.fate, dispute: { ...dispute, after } } });
  }
  return orders.map((order) => disputed.get(order) ?? order);
}
