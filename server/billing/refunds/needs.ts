import { peopleGranted } from '#server/journal/granted.ts';
import type { Need, NotificationSource } from '#server/journal/needs.ts';
import type { RefundRow } from './rows.ts';

const CHANGES = [
  'billing.refundRequested',
  'billing.refundApproved',
  'billing.refundRefused',
  'billing.refundWithdrawn',
  'billing.refundExpired',
  'billing.refundChanged',
] as const;

const DAY = 24 * 60 * 60_000;
/** An outcome that nobody looked at is no news any more after this long. */
const NEWS_MS = 7 * DAY;

const factsOf = ({ paymentId, conversationId, amount, currency, state }: RefundRow) => ({
  paymentId,
  conversationId,
  amount,
  currency,
  state,
});

/** A refund that waits for a second person, for everybody who may be that person. */
export const refundApproval: NotificationSource = {
  kind: 'refundApproval',
  watches: CHANGES,
  about: 'refund',
  derive: async ({ unit }, ids) => {
    const rows = await unit.db
      .selectFrom('refund_intent')
      .selectAll()
      .where('id', 'in', ids)
      .where('state', '=', 'requested')
      .execute();
    if (rows.length === 0) return [];
    const approvers = await peopleGranted(unit, 'refunds.approve');
    return rows.flatMap((row) =>
      approvers
        .filter((accountId) => accountId !== row.draftedBy && accountId !== row.requestedBy)
        .map((accountId): Need => ({
          accountId,
          kind: 'refundApproval',
          subject: { kind: 'refund', id: row.id },
          since: row.requestedAt ?? row.changedAt,
          urgency: 'normal',
          deadline: row.expiresAt,
          facts: { ...factsOf(row), by: row.requestedBy },
        })),
    );
  },
  all: async ({ unit: { db } }) => {
    const rows = await db.selectFrom('refund_intent').select('id').where('state', '=', 'requested').execute();
    return rows.map(({ id }) => id);
  },
};

const GOOD: readonly RefundRow['state'][] = ['succeeded'];
const BAD: readonly RefundRow['state'][] = ['failed', 'canceled', 'declined', 'refused', 'expired'];
const ENDED = [...GOOD, ...BAD];

/** What became of a refund, for who wanted it; where no money arrived, also for who looks after the conversation it was wanted in. */
export const refundOutcome: NotificationSource = {
  kind: 'refundOutcome',
  watches: CHANGES,
  about: 'refund',
  derive: async ({ unit, at }, ids) => {
    const rows = await unit.db
      .selectFrom('refund_intent')
      .leftJoin('conversation', 'conversation.id', 'refund_intent.conversationId')
      .selectAll('refund_intent')
      .select('conversation.assigneeId')
      .where('refund_intent.id', 'in', ids)
      .where('refund_intent.state', 'in', ENDED)
      .where('refund_intent.changedAt', '>', at - NEWS_MS)
      .execute();
    return rows.flatMap(({ assigneeId, ...row }) => {
      const looksAfter = BAD.includes(row.state) ? assigneeId : null;
      const people = new Set([row.draftedBy, row.requestedBy, looksAfter].filter((one) => one !== null));
      return [...people].map((accountId): Need => ({
        accountId,
        kind: 'refundOutcome',
        subject: { kind: 'refund', id: row.id },
        since: row.changedAt,
        urgency: 'normal',
        deadline: null,
        facts: factsOf(row),
        changesAt: row.changedAt + NEWS_MS,
      }));
    });
  },
  // Only from now on: old outcomes are known.
  all: () => Promise.resolve([]),
};
