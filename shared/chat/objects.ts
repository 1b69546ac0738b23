import { REFUND_STATES } from '#shared/billing/refunds/states.ts';
import type { Message, PaymentRequestObject } from './contract.ts';

/** How an amount is written, for the widget, which knows nothing else of payments. */
export { decimalOf, exponentOf } from '#shared/billing/money.ts';

const REQUEST_STATES: readonly PaymentRequestObject['state'][] = ['open', 'expired', 'canceled', 'paid'];

/** How far an object has gone: by its time where it has one, then by its state. */
function placeOf({ object }: Message): readonly [number, number] {
  if (object === undefined) return [-1, -1];
  return object.type === 'refund'
    ? [object.changedAt, REFUND_STATES.indexOf(object.state)]
    : [0, REQUEST_STATES.indexOf(object.state)];
}

/** An object only ever goes forward, so of two words about one the further is the later, whichever came first. */
export function furtherOf(one: Message, other: Message): Message {
  const [time, state] = placeOf(one);
  const [otherTime, otherState] = placeOf(other);
  return otherTime > time || (otherTime === time && otherState > state) ? other : one;
}
