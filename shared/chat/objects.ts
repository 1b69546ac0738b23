import type { Message, ThreadObject } from './contract.ts';

/** How an amount is written, for the widget, which knows nothing else of payments. */
export { decimalOf, exponentOf } from '#shared/billing/money.ts';

const ORDER: readonly ThreadObject['state'][] = ['open', 'expired', 'canceled', 'paid'];
const rankOf = ({ object }: Message): number => (object === undefined ? -1 : ORDER.indexOf(object.state));

/** An object only ever goes forward, so of two words about one the further is the later, whichever came first. */
export const furtherOf = (one: Message, other: Message): Message => (rankOf(other) > rankOf(one) ? other : one);
