import type { OutputOf } from '#shared/contract.ts';
import { FILE_FIELDS, TEXT_FIELDS } from '#shared/billing/disputes/evidence.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createDraft } from '#server/billing/mirror/draft.ts';
import { isOf } from '#server/billing/mirror/stored.ts';
import { paymentOf } from '#server/billing/payments/rows.ts';
import { isJson } from '#server/billing/stripe/shapes/field.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import { answerOf } from './answerRows.ts';
import { evidenceIn } from './evidence.ts';
import { paymentRowOf } from './paymentRow.ts';
import { disputeOf, disputeRows } from './rows.ts';

type Detail = OutputOf<'billing.dispute'>;

const MOST_ANSWERS = 10;
const MOST_CONVERSATIONS = 20;

async function answersTo({ db }: ReadUnit, disputeId: string): Promise<Detail['answers']> {
  const rows = await db
    .selectFrom('dispute_answer')
    .leftJoin('account', 'account.id', 'dispute_answer.answeredBy')
    .selectAll('dispute_answer')
    .select('account.name as by')
    .where('disputeId', '=', disputeId)
    .orderBy('dispute_answer.id', 'desc')
    .limit(MOST_ANSWERS)
    .execute();
  return rows.map(({ by, ...row }) => answerOf(row, by));
}

/** What Stripe has, also when it was sent from its Dashboard. */
async function atStripeOf(unit: ReadUnit, disputeId: string): Promise<Detail['atStripe']> {
  const stored = await createDraft(unit).now.object({ kind: 'dispute', id: disputeId });
  const details = stored !== null && isOf(stored, 'dispute') ? stored.fields()?.evidence_details : null;
  const found = stored?.json()['evidence'];
  const given = isJson(found) ? found : {};
  return {
    submissions: details?.submission_count ?? 0,
    isPastDue: details?.past_due ?? false,
    texts: TEXT_FIELDS.flatMap((field) => {
      const text = given[field];
      return typeof text === 'string' && text !== '' ? { field, text } : [];
    }),
    files: FILE_FIELDS.filter((field) => typeof given[field] === 'string'),
  };
}

/** The newest conversations of whoever paid. */
async function conversationsOf({ db }: ReadUnit, customerId: string | null): Promise<readonly string[]> {
  if (customerId === null) return [];
  const rows = await db
    .selectFrom('conversation')
    .select('id')
    .where('customerId', '=', customerId)
    .where('lastSeq', '>', 0)
    .orderBy('activeAt', 'desc')
    .limit(MOST_CONVERSATIONS)
    .execute();
  return rows.map(({ id }) => id);
}

/** One dispute with its draft and its answers. @throws AppError NOT_FOUND. */
export const dispute: QueryHandler<'billing.dispute'> = async ({ unit }, { disputeId }) => {
  const row = await disputeRows(unit.db).where('dispute.id', '=', disputeId).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'This dispute does not exist.', { reason: 'dispute' });
  const found = disputeOf(row);
  const payment = await paymentRowOf(unit.db, found.paymentId);
  return {
    dispute: found,
    payment: payment === null ? null : paymentOf(payment),
    evidence: await evidenceIn(unit.db, disputeId),
    answers: await answersTo(unit, disputeId),
    atStripe: await atStripeOf(unit, disputeId),
    conversationIds: [...(await conversationsOf(unit, found.customerId))],
  };
};
