import { isDue } from '#server/billing/due.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { answerCalled, changeAnswer, contentOf, isUnderWay, type AnswerRow } from './answerRows.ts';

const uploadsOf = (db: ReadableDatabase, answerId: string) =>
  db.selectFrom('dispute_answer_file').select(['sha256', 'stripeId']).where('answerId', '=', answerId).execute();

/** What Stripe does not have yet; the same file in two places is one. */
async function filesMissing(db: ReadableDatabase, row: AnswerRow) {
  const there = new Set((await uploadsOf(db, row.id)).map(({ sha256 }) => sha256));
  return contentOf(row).files.filter(({ sha256 }) => {
    const isMissing = !there.has(sha256);
    there.add(sha256);
    return isMissing;
  });
}

export const dueAnswers: QueryHandler<'billing.dueAnswers'> = async ({ unit: { db }, at }, { limit }) => {
  const open = db
    .selectFrom('dispute_answer')
    .where('dispute_answer.state', 'in', ['sending', 'unknown'])
    .orderBy('nextAt');
  // One whose dispute cannot be read, since Stripe tells it in a way that we do not know, waits until it can.
  const rows = await open
    .innerJoin('dispute', 'dispute.id', 'dispute_answer.disputeId')
    .selectAll('dispute_answer')
    .select('dispute.paymentId')
    .where(isDue(at))
    .limit(limit)
    .execute();
  const next = await open.select('nextAt').where('nextAt', '>', at).limit(1).executeTakeFirst();
  const answers = [];
  for (const row of rows) {
    const { id, disputeId, paymentId, deed, stage, idempotencyKey, attempts, sentAt } = row;
    const files = await filesMissing(db, row);
    answers.push({ id, disputeId, paymentId, deed, stage, idempotencyKey, attempts, sentAt, files });
  }
  return { answers, nextAt: next?.nextAt ?? null };
};

export const evidenceUploaded: CommandHandler<'billing.evidenceUploaded'> = async ({ unit: { db } }, upload) => {
  await answerCalled(db, upload.answerId);
  await db
    .insertInto('dispute_answer_file')
    .values(upload)
    .onConflict((conflict) => conflict.columns(['answerId', 'sha256']).doNothing())
    .execute();
  return {};
};

/** The parameters of the call; files by the ids that Stripe has given them. */
async function requestOf(db: ReadableDatabase, row: AnswerRow): Promise<string> {
  if (row.deed === 'accept') return '{}';
  const ids = new Map((await uploadsOf(db, row.id)).map(({ sha256, stripeId }) => [sha256, stripeId]));
  const { texts, files } = contentOf(row);
  const evidence = Object.fromEntries([
    ...texts.map(({ field, text }) => [field, text]),
    ...files.map(({ field, sha256 }) => [field, ids.get(sha256) ?? '']),
  ]) as Record<string, string>;
  return JSON.stringify({ evidence, metadata: { optimaliq_evidence: row.id }, submit: true });
}

/** From here on Stripe may have it: the very same is sent however often, and whoever comes after a crash looks first. */
export const answerSending: CommandHandler<'billing.answerSending'> = async ({ unit: { db }, at }, { answerId }) => {
  const row = await answerCalled(db, answerId);
  if (!isUnderWay(row)) return { maySend: false, request: '' };
  if ((await filesMissing(db, row)).length > 0) return { maySend: false, request: '' };
  const request = row.request ?? (await requestOf(db, row));
  await db
    .updateTable('dispute_answer')
    .set({ request, sentAt: row.sentAt ?? at })
    .where('id', '=', answerId)
    .execute();
  return { maySend: true, request };
};

export const answerUnsettled: CommandHandler<'billing.answerUnsettled'> = async (
  context,
  { answerId, isUnknown, retryAt },
) => {
  const { db } = context.unit;
  const row = await answerCalled(db, answerId);
  if (!isUnderWay(row)) return {};
  // Before Stripe was asked for the first time there is nothing to be unsure of.
  const later = { nextAt: retryAt, attempts: row.attempts + 1 };
  if (isUnknown && row.sentAt !== null && row.state !== 'unknown')
    await changeAnswer(context, row, { state: 'unknown', ...later });
  else await db.updateTable('dispute_answer').set(later).where('id', '=', answerId).execute();
  return {};
};

export const answerDeclined: CommandHandler<'billing.answerDeclined'> = async (
  context,
  { answerId, code, message },
) => {
  const row = await answerCalled(context.unit.db, answerId);
  if (!isUnderWay(row)) return {};
  await changeAnswer(context, row, { state: 'declined', failureCode: code, failure: message, nextAt: null });
  return {};
};
