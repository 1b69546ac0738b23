import { peopleGranted } from '#server/journal/granted.ts';
import type { Need, NotificationSource } from '#server/journal/needs.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';

const OWED = ['needs_response', 'warning_needs_response'];
const ANSWERED = ['sending', 'unknown', 'done'] as const;
/** From so long before its deadline on, an answer is urgent. */
const URGENT_MS = 48 * 60 * 60_000;

/** Disputes that want an answer and have none on its way. */
const owed = ({ db }: ReadUnit) =>
  db
    .selectFrom('dispute')
    .where('dispute.state', 'in', OWED)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('dispute_answer')
            .select('dispute_answer.id')
            .whereRef('dispute_answer.disputeId', '=', 'dispute.id')
            .whereRef('dispute_answer.answeredAt', '>=', 'dispute.createdAt')
            .where('dispute_answer.state', 'in', ANSWERED),
        ),
      ),
    );

/** A dispute that is to be answered in time, for everybody who may; urgent in its last two days. Asked about payments: of those the journal tells. */
export const disputeDeadline: NotificationSource = {
  kind: 'disputeDeadline',
  watches: [
    'billing.paymentChanged',
    'billing.evidenceSubmitted',
    'billing.disputeAccepted',
    'billing.disputeAnswerChanged',
  ],
  about: 'payment',
  derive: async ({ unit, at }, paymentIds) => {
    const rows = await owed(unit)
      .select(['id', 'paymentId', 'createdAt', 'amount', 'currency', 'reason', 'dueAt', 'state'])
      .where('paymentId', 'in', paymentIds)
      .execute();
    const due = rows.filter(({ dueAt }) => dueAt === null || dueAt > at);
    if (due.length === 0) return [];
    const people = await peopleGranted(unit, 'disputes.manage');
    return due.flatMap(({ id, paymentId, createdAt, amount, currency, reason, dueAt, state }) => {
      const isUrgent = dueAt !== null && dueAt - URGENT_MS <= at;
      return people.map((accountId): Need => ({
        accountId,
        kind: 'disputeDeadline',
        subject: { kind: 'dispute', id },
        of: paymentId,
        since: createdAt,
        urgency: isUrgent ? 'urgent' : 'normal',
        deadline: dueAt,
        facts: { paymentId, amount, currency, reason, state },
        changesAt: dueAt === null || isUrgent ? dueAt : dueAt - URGENT_MS,
      }));
    });
  },
  all: async ({ unit }) => {
    const rows = await owed(unit).select('paymentId').distinct().execute();
    return rows.map(({ paymentId }) => paymentId);
  },
  // What a page of a back-fill brings is no entry of its own.
  isPolled: true,
};
