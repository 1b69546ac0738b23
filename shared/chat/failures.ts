import type { Message, RefundEvent } from './contract.ts';

/** The money did not arrive: somebody has to see to it, so it counts as unread. */
export const REFUND_FAILURES = [
  'refundFailed',
  'refundCanceled',
  'refundDeclined',
] as const satisfies readonly RefundEvent[];

const FAILURES: ReadonlySet<string> = new Set(REFUND_FAILURES);

export const tellsOfFailure = ({ event }: Pick<Message, 'event'>): boolean =>
  event !== null && FAILURES.has(event.type);

/** Whether an item is news to colleagues until one has read it. */
export const isForReading = (item: Message): boolean => item.author.kind === 'visitor' || tellsOfFailure(item);
