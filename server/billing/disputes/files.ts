import { createHash } from 'node:crypto';
import {
  fileTypeOf,
  MOST_FILE_BYTES,
  MOST_PARTS,
  PART_BYTES,
  type FileType,
} from '#shared/billing/disputes/evidence.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import { changed, mustKnow, staffOf, unanswered } from './drafts.ts';

/** What was sent and never added is thrown away after so long. */
const PARTS_LIVE_MS = 60 * 60_000;
/** Of one person at once: two files of the largest. */
const MOST_WAITING = 2 * MOST_PARTS;

/** What was sent and never added is thrown away: after a while, and the oldest file when a person has too much on its way. */
async function makeRoom({ unit: { db }, at }: CommandContext, accountId: string, uploadId: string): Promise<void> {
  await db
    .deleteFrom('evidence_part')
    .where('at', '<', at - PARTS_LIVE_MS)
    .execute();
  const { waiting } = await db
    .selectFrom('evidence_part')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow();
  if (waiting < MOST_WAITING) return;
  const oldest = await db
    .selectFrom('evidence_part')
    .select('uploadId')
    .where('accountId', '=', accountId)
    .where('uploadId', '<>', uploadId)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  if (oldest !== undefined)
    await db
      .deleteFrom('evidence_part')
      .where('accountId', '=', accountId)
      .where('uploadId', '=', oldest.uploadId)
      .execute();
}

/** One part, also when it comes twice. */
export const sendFilePart: CommandHandler<'billing.sendFilePart'> = async (context, { uploadId, part, data }) => {
  const { accountId } = staffOf(context);
  await makeRoom(context, accountId, uploadId);
  const values = { bytes: Buffer.from(data, 'base64'), at: context.at };
  await context.unit.db
    .insertInto('evidence_part')
    .values({ uploadId, part, accountId, ...values })
    // Somebody else’s upload stays as it is.
    .onConflict((conflict) =>
      conflict.columns(['uploadId', 'part']).doUpdateSet(values).where('evidence_part.accountId', '=', accountId),
    )
    .execute();
  return {};
};

/** The whole file. @throws AppError CONFLICT filePart, fileSize. */
async function assembled(unit: WriteUnit, accountId: string, uploadId: string, parts: number): Promise<Buffer> {
  const rows = await unit.db
    .selectFrom('evidence_part')
    .select(['part', 'bytes'])
    .where('uploadId', '=', uploadId)
    .where('accountId', '=', accountId)
    .orderBy('part')
    .execute();
  const isWhole =
    rows.length === parts &&
    rows.every(({ part, bytes }, place) => part === place && (place === parts - 1 || bytes.length === PART_BYTES));
  if (!isWhole)
    throw new AppError('CONFLICT', 'A part of this file is missing. Send it again.', { reason: 'filePart' });
  const whole = Buffer.concat(rows.map(({ bytes }) => bytes));
  if (whole.length > MOST_FILE_BYTES)
    throw new AppError('CONFLICT', 'This file is too large.', {
      reason: 'fileSize',
      most: MOST_FILE_BYTES,
      bytes: whole.length,
    });
  return whole;
}

/** By what it holds, not by its name. @throws AppError CONFLICT fileType. */
function typeOf(bytes: Buffer): FileType {
  const type = fileTypeOf(bytes);
  if (type === null)
    throw new AppError('CONFLICT', 'Banks read PDF, JPEG and PNG files only, and this is none.', {
      reason: 'fileType',
    });
  return type;
}

/** Keeps what a file holds, once. @returns its hash. */
async function keep({ unit: { db } }: CommandContext, bytes: Buffer, type: FileType): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await db
    .insertInto('evidence_content')
    .values({ sha256, type, size: bytes.length, bytes })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
  return sha256;
}

/** What no draft holds any more is gone: it may show somebody’s address. */
async function dropUnused({ unit: { db } }: CommandContext, sha256: string | null): Promise<void> {
  if (sha256 === null) return;
  const used = await db.selectFrom('evidence_file').select('field').where('sha256', '=', sha256).executeTakeFirst();
  if (used === undefined) await db.deleteFrom('evidence_content').where('sha256', '=', sha256).execute();
}

interface Place {
  readonly disputeId: string;
  readonly field: CommandInput['field'];
  readonly version: number;
}
type CommandInput = Parameters<CommandHandler<'billing.removeEvidenceFile'>>[1];

/** Puts a file, or none, where the person has seen what stood there. @returns the next version. */
async function put(
  context: CommandContext,
  { disputeId, field, version }: Place,
  { sha256, name }: { readonly sha256: string | null; readonly name: string },
): Promise<number> {
  const { unit, at } = context;
  const { accountId } = staffOf(context);
  const before = await unit.db
    .selectFrom('evidence_file')
    .select(['sha256', 'version'])
    .where('disputeId', '=', disputeId)
    .where('field', '=', field)
    .executeTakeFirst();
  mustKnow(version, before?.version ?? 0);
  const values = { sha256, name, version: version + 1, addedBy: accountId, addedAt: at };
  await unit.db
    .insertInto('evidence_file')
    .values({ disputeId, field, ...values })
    .onConflict((conflict) => conflict.columns(['disputeId', 'field']).doUpdateSet(values))
    .execute();
  if (before !== undefined && before.sha256 !== sha256) await dropUnused(context, before.sha256);
  return values.version;
}

export const addEvidenceFile: CommandHandler<'billing.addEvidenceFile'> = async (context, input) => {
  const { field, uploadId, parts, name } = input;
  const { unit } = context;
  const { accountId } = staffOf(context);
  const dispute = await unanswered(unit.db, input.disputeId);
  const bytes = await assembled(unit, accountId, uploadId, parts);
  const type = typeOf(bytes);
  const sha256 = await keep(context, bytes, type);
  const version = await put(context, input, { sha256, name });
  await unit.db
    .deleteFrom('evidence_part')
    .where('uploadId', '=', uploadId)
    .where('accountId', '=', accountId)
    .execute();
  const facts = { field, type, bytes: bytes.length, sha256 };
  const saved = await changed(context, dispute, { name: 'billing.evidenceFileAdded', version, facts });
  return { ...saved, file: { field, name, type, bytes: bytes.length, sha256 } };
};

export const removeEvidenceFile: CommandHandler<'billing.removeEvidenceFile'> = async (context, input) => {
  const dispute = await unanswered(context.unit.db, input.disputeId);
  const version = await put(context, input, { sha256: null, name: '' });
  return changed(context, dispute, { name: 'billing.evidenceFileRemoved', version, facts: { field: input.field } });
};

/** For the gateway, which hands it to Stripe. @throws AppError NOT_FOUND. */
export const evidenceBytes: QueryHandler<'billing.evidenceBytes'> = async ({ unit: { db } }, { sha256 }) => {
  const row = await db.selectFrom('evidence_content').select('bytes').where('sha256', '=', sha256).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'This file does not exist.', { reason: 'evidenceFile' });
  return { data: Buffer.from(row.bytes).toString('base64') };
};
