import { isOwed } from '#shared/billing/disputes/states.ts';
import { MOST_CHARACTERS } from '#shared/billing/disputes/evidence.ts';
import { TEXT_LIMITS } from '#shared/billing/disputes/evidence.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { EntryName } from '#shared/audit/entries.ts';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { Facts } from '#server/journal/entry.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';
import { PAYMENTS } from '#server/billing/sync/recordPayments.ts';
import { answerUnderWay } from './answerRows.ts';
import { disputeCalled, subjectsOf } from './rows.ts';

/** @throws AppError FORBIDDEN for anybody else. */
export function staffOf({ principal }: Pick<CommandContext, 'principal'>): StaffPrincipal {
  if (principal.kind !== 'staff') throw new AppError('FORBIDDEN', 'Only staff answer disputes.');
  return principal;
}

/** A dispute that waits for the shop, and was not answered. @throws AppError NOT_FOUND; CONFLICT answered. */
export async function unanswered(db: ReadableDatabase, disputeId: string): Promise<Schema['dispute']> {
  const dispute = await disputeCalled(db, disputeId);
  if (!isOwed(dispute.state) || (await answerUnderWay(db, dispute)) !== undefined)
    throw new AppError('CONFLICT', 'This dispute has been answered, or closed. Nothing can be added any more.', {
      reason: 'answered',
      state: dispute.state,
    });
  return dispute;
}

/** @throws AppError CONFLICT evidenceChanged: somebody else was faster. */
export function mustKnow(known: number, actual: number): void {
  if (known !== actual)
    throw new AppError('CONFLICT', 'Somebody else has changed this meanwhile. Look at it before you go on.', {
      reason: 'evidenceChanged',
      version: actual,
    });
}

export async function revisionOf(db: ReadableDatabase, disputeId: string): Promise<number> {
  const row = await db
    .selectFrom('evidence_draft')
    .select('revision')
    .where('disputeId', '=', disputeId)
    .executeTakeFirst();
  return row?.revision ?? 0;
}

/** Counts and tells a change of a draft. @returns what a command that changed it answers. */
export async function changed(
  { unit: { db }, at, record }: CommandContext,
  dispute: Schema['dispute'],
  { name, version, facts }: { readonly name: EntryName; readonly version: number; readonly facts: Facts },
): Promise<{ version: number; revision: number; at: number }> {
  const revision = (await revisionOf(db, dispute.id)) + 1;
  await db
    .insertInto('evidence_draft')
    .values({ disputeId: dispute.id, revision })
    .onConflict((conflict) => conflict.column('disputeId').doUpdateSet({ revision }))
    .execute();
  await record({ name, subjects: subjectsOf(dispute), facts: { ...facts, revision }, touches: [PAYMENTS] });
  return { version, revision, at };
}

const textsOf = (db: ReadableDatabase, disputeId: string) =>
  db.selectFrom('evidence_text').selectAll().where('disputeId', '=', disputeId).orderBy('field').execute();

/** @throws AppError CONFLICT tooMuchText: Stripe takes so many characters of all fields together. */
export function refuseTooMuchText(texts: readonly { readonly text: string }[]): void {
  const length = texts.reduce((sum, { text }) => sum + text.length, 0);
  if (length > MOST_CHARACTERS)
    throw new AppError('CONFLICT', 'This is more text than the bank takes.', {
      reason: 'tooMuchText',
      most: MOST_CHARACTERS,
      length,
    });
}

/** Writes one field; whoever has not seen what stands there is refused. */
export const saveEvidence: CommandHandler<'billing.saveEvidence'> = async (context, input) => {
  const { unit, at } = context;
  const { disputeId, field, text } = input;
  const { accountId } = staffOf(context);
  const dispute = await unanswered(unit.db, disputeId);
  const most = TEXT_LIMITS[field];
  if (text.length > most)
    throw new AppError('CONFLICT', 'This is more text than Stripe takes here.', { reason: 'tooMuchText', most });
  const texts = await textsOf(unit.db, disputeId);
  mustKnow(input.version, texts.find((one) => one.field === field)?.version ?? 0);
  refuseTooMuchText([...texts.filter((one) => one.field !== field), { text }]);
  const version = input.version + 1;
  const values = { text, version, editedBy: accountId, editedAt: at };
  await unit.db
    .insertInto('evidence_text')
    .values({ disputeId, field, ...values })
    .onConflict((conflict) => conflict.columns(['disputeId', 'field']).doUpdateSet(values))
    .execute();
  return changed(context, dispute, { name: 'billing.evidenceEdited', version, facts: { field } });
};
