import type { Refund } from '#shared/billing/refunds/contract.ts';
import { deedsWith, isOwn, type Reader } from './deeds.ts';

/** Whose turn it is: mine to approve, finance's to request, mine but somebody else's turn; or something went wrong. */
export type QueueGroup = 'mine' | 'drafts' | 'others' | 'look';

export interface Queued {
  readonly group: QueueGroup;
  readonly refund: Refund;
}

const ORDER: readonly QueueGroup[] = ['mine', 'drafts', 'others', 'look'];
const DAY_MS = 86_400_000;
/** So long what went wrong is shown. */
const LATELY_MS = 14 * DAY_MS;
/** Stripe answers in seconds: after this, something keeps it from being asked. */
const LONG_MS = 10 * 60_000;

function groupOf(refund: Refund, reader: Reader, now: number): QueueGroup | null {
  const age = now - refund.changedAt;
  switch (refund.state) {
    case 'requested':
      return deedsWith(refund, reader).includes('approve') ? 'mine' : 'others';
    case 'draft':
      return 'drafts';
    case 'unknown':
      return 'look';
    case 'sending':
      return age > LONG_MS ? 'look' : null;
    case 'declined':
    case 'failed':
      return age < LATELY_MS ? 'look' : null;
    default:
      return null;
  }
}

/** What is most urgent first: requests by their end, drafts by age, what went wrong by when it did. */
function rankOf({ group, refund }: Queued): number {
  if (group === 'mine' || group === 'others') return refund.expiresAt ?? refund.changedAt;
  return group === 'drafts' ? (refund.drafted?.at ?? refund.changedAt) : -refund.changedAt;
}

/** Everything that somebody should look at, group by group. @param now UTC milliseconds. */
export function queueOf(refunds: readonly Refund[], reader: Reader, now: number): readonly Queued[] {
  return refunds
    .flatMap((refund) => {
      const group = groupOf(refund, reader, now);
      return group === null ? [] : { group, refund };
    })
    .toSorted((one, other) => ORDER.indexOf(one.group) - ORDER.indexOf(other.group) || rankOf(one) - rankOf(other));
}

/** How many wait for this very person: to be approved, or to be requested by somebody who did not draft them. */
export const waitingFor = (refunds: readonly Refund[], reader: Reader): number =>
  refunds.filter((refund) => {
    const deeds = deedsWith(refund, reader);
    return deeds.includes('approve') || (deeds.includes('request') && !isOwn(refund, reader));
  }).length;
