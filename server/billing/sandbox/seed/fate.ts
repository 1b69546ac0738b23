import type { Random } from '#server/demo/random.ts';

const DAY = 86_400;

/** Test cards that decline, by how often shops meet the reason. */
const DECLINES: readonly (readonly [card: string, share: number])[] = [
  ['chargeDeclinedInsufficientFunds', 0.44],
  ['chargeDeclined', 0.25],
  ['chargeDeclinedExpiredCard', 0.09],
  ['chargeDeclinedIncorrectCvc', 0.08],
  ['chargeDeclinedFraudulent', 0.05],
  ['chargeDeclinedProcessingError', 0.04],
  ['chargeDeclinedVelocityLimitExceeded', 0.03],
  ['chargeDeclinedLostCard', 0.01],
  ['chargeDeclinedStolenCard', 0.01],
];

export interface RefundFate {
  /** Seconds after the payment. */
  readonly after: number;
  /** Of the amount; 1 gives all back. */
  readonly share: number;
  readonly reason: 'duplicate' | 'fraudulent' | 'requested_by_customer' | undefined;
}

export interface DisputeFate {
  readonly after: number;
  readonly reason: 'fraudulent' | 'product_not_received';
  /** A question of the bank's, for which no money is taken. */
  readonly isInquiry?: boolean;
  /** When evidence is sent, and whether it convinces; null when nobody answers. */
  readonly evidence: { readonly after: number; readonly wins: boolean } | null;
}

/** What becomes of one payment. */
export interface Fate {
  /** The test card that declines first; null when the customer's own is tried at once. */
  readonly decline: string | null;
  /** After a decline: whether the customer tries again with a card that works, and how long that takes. */
  readonly retryAfter: number | null;
  readonly refunds: readonly RefundFate[];
  readonly dispute: DisputeFate | null;
}

/** Null: whoever refunded gave none. `pick` takes no undefined. */
const REFUND_REASONS = [
  'requested_by_customer',
  'requested_by_customer',
  'requested_by_customer',
  'duplicate',
  null,
] as const;

const DECLINE_RATE = 0.045;
const RETRY_RATE = 0.6;
const REFUND_RATE = 0.031;
const SECOND_REFUND_RATE = 0.08;
const DISPUTE_RATE = 0.0016;

function pickDecline(random: Random): string {
  let left = random.next();
  for (const [card, share] of DECLINES) {
    if (left < share) return card;
    left -= share;
  }
  return 'chargeDeclined';
}

function refundsOf(random: Random): readonly RefundFate[] {
  if (random.next() >= REFUND_RATE) return [];
  const after = random.between(DAY / 2, 20 * DAY);
  const reason = random.pick(REFUND_REASONS) ?? undefined;
  if (random.next() < 0.6) return [{ after, share: 1, reason }];
  const first: RefundFate = { after, share: random.between(1, 6) / 10, reason };
  if (random.next() >= SECOND_REFUND_RATE) return [first];
  return [first, { after: after + random.between(DAY, 6 * DAY), share: 0.2, reason: 'requested_by_customer' }];
}

function disputeOf(random: Random): DisputeFate | null {
  if (random.next() >= DISPUTE_RATE) return null;
  const isAnswered = random.next() < 0.55;
  return {
    after: random.between(5 * DAY, 40 * DAY),
    reason: random.next() < 0.7 ? 'fraudulent' : 'product_not_received',
    evidence: isAnswered ? { after: random.between(DAY, 7 * DAY), wins: random.next() < 0.4 } : null,
  };
}

export function fateOf(random: Random): Fate {
  const isDeclined = random.next() < DECLINE_RATE;
  const retryAfter = isDeclined && random.next() < RETRY_RATE ? random.between(40, 1_200) : null;
  // A dispute is about money that was kept.
  const refunds = refundsOf(random);
  return {
    decline: isDeclined ? pickDecline(random) : null,
    retryAfter,
    refunds,
    dispute: refunds.length === 0 ? disputeOf(random) : null,
  };
}
