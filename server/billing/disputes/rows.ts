import { sql } from 'kysely';
import type { z } from 'zod';
import type { Dispute } from '#shared/billing/disputes/contract.ts';
import type { disputeState } from '#shared/billing/payments/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { CUSTOMER_ID } from '#server/billing/payments/rows.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';

type State = z.infer<typeof disputeState>;

/** Stripe says 0 where a bank takes no answer. */
export const DUE_AT = sql<number | null>`nullif(dispute.dueAt, 0)`;

/** Disputes with whose payment they are about and how far the answer is. */
export const disputeRows = (db: ReadableDatabase) =>
  db
    .selectFrom('dispute')
    .leftJoin('payment', 'payment.id', 'dispute.paymentId')
    .leftJoin('dispute_answer as answer', (join) =>
      join.on(
        'answer.id',
        '=',
        sql<string>`(SELECT max(id) FROM dispute_answer AS one WHERE one.disputeId = dispute.id)`,
      ),
    )
    .select([
      'dispute.id',
      'dispute.paymentId',
      'dispute.amount',
      'dispute.currency',
      'dispute.reason',
      'dispute.state',
      'dispute.createdAt as openedAt',
      DUE_AT.as('dueAt'),
      'payment.amountReceived as paid',
      CUSTOMER_ID.as('customerId'),
      'payment.name',
      'payment.email',
      'answer.deed',
      'answer.stage',
      'answer.state as answerState',
      'answer.answeredAt',
      sql<number>`EXISTS (SELECT 1 FROM evidence_draft WHERE evidence_draft.disputeId = dispute.id)`.as('hasDraft'),
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof disputeRows>['execute']>>[number];

export function disputeOf({ deed, stage, answerState, answeredAt, state, hasDraft, ...row }: Row): Dispute {
  return {
    ...row,
    // Written from Stripe’s own states, which the mirror checks.
    state: state as State,
    hasDraft: hasDraft === 1,
    answer:
      deed === null || stage === null || answerState === null || answeredAt === null
        ? null
        : { deed, stage, state: answerState, at: answeredAt },
  };
}

/** @throws AppError NOT_FOUND. */
export async function disputeCalled(db: ReadableDatabase, id: string): Promise<Schema['dispute']> {
  const row = await db.selectFrom('dispute').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'This dispute does not exist.', { reason: 'dispute' });
  return row;
}

/** What every entry about a dispute is about. */
export const subjectsOf = ({ id, paymentId }: Pick<Schema['dispute'], 'id' | 'paymentId'>) => [
  { kind: 'dispute' as const, id },
  { kind: 'payment' as const, id: paymentId },
];
