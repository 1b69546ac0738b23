import { stageOf } from '#shared/billing/disputes/states.ts';
import { MOST_BYTES_TOGETHER } from '#shared/billing/disputes/evidence.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Answer } from '#shared/billing/disputes/contract.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { Schema } from '#server/storage/schema.ts';
import { answerOf, tell, type AnswerRow, type Content } from './answerRows.ts';
import { mustKnow, refuseTooMuchText, revisionOf, staffOf, unanswered } from './drafts.ts';
import { evidenceIn } from './evidence.ts';

interface Given {
  readonly id: string;
  readonly deed: Answer['deed'];
  readonly content: Content;
}

/**
 * The intent: committed before Stripe is asked. Its id is in the metadata of the call and in its key, so that whoever comes after a crash
 * can find out what became of it. That there is one only, also the database keeps.
 */
async function give(
  context: CommandContext,
  dispute: Schema['dispute'],
  { id, deed, content }: Given,
): Promise<Answer> {
  const { accountId, name } = staffOf(context);
  const { unit, at } = context;
  const row: AnswerRow = {
    id,
    disputeId: dispute.id,
    deed,
    stage: stageOf(dispute.state),
    state: 'sending',
    answeredBy: accountId,
    answeredAt: at,
    contentJson: JSON.stringify(content),
    request: null,
    idempotencyKey: `dispute-${id}`,
    sentAt: null,
    attempts: 0,
    nextAt: at,
    failureCode: null,
    failure: null,
    changedAt: at,
  };
  await unit.db.insertInto('dispute_answer').values(row).execute();
  await tell(context, row, deed === 'submit' ? 'billing.evidenceSubmitted' : 'billing.disputeAccepted');
  return answerOf(row, name);
}

/** @throws AppError CONFLICT noEvidence, tooMuchText, filesTogether. */
function refuseUnfit({ texts, files }: Content): void {
  if (texts.length + files.length === 0)
    throw new AppError('CONFLICT', 'There is no evidence yet. Write something, or add a file.', {
      reason: 'noEvidence',
    });
  refuseTooMuchText(texts);
  const together = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (together > MOST_BYTES_TOGETHER)
    throw new AppError('CONFLICT', 'The files are too large together. Make one smaller, or take one off.', {
      reason: 'filesTogether',
      most: MOST_BYTES_TOGETHER,
      bytes: together,
    });
}

/** Sends exactly what the person has seen. */
export const submitEvidence: CommandHandler<'billing.submitEvidence'> = async (context, input) => {
  const { db } = context.unit;
  const dispute = await unanswered(db, input.disputeId);
  mustKnow(input.revision, await revisionOf(db, dispute.id));
  const { texts, files } = await evidenceIn(db, dispute.id);
  const content: Content = {
    texts: texts.flatMap(({ field, text }) => (text.trim() === '' ? [] : { field, text: text.trim() })),
    files: files.map(({ field, name, type, bytes, sha256 }) => ({ field, name, type, bytes, sha256 })),
  };
  refuseUnfit(content);
  return give(context, dispute, { id: input.id, deed: 'submit', content });
};

export const acceptDispute: CommandHandler<'billing.acceptDispute'> = async (context, { id, disputeId }) => {
  const dispute = await unanswered(context.unit.db, disputeId);
  return give(context, dispute, { id, deed: 'accept', content: { texts: [], files: [] } });
};
