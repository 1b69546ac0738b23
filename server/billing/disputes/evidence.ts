import type { Evidence } from '#shared/billing/disputes/contract.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { revisionOf } from './drafts.ts';

/** A draft as it stands. */
export async function evidenceIn(db: ReadableDatabase, disputeId: string): Promise<Evidence> {
  const texts = await db
    .selectFrom('evidence_text as one')
    .leftJoin('account', 'account.id', 'one.editedBy')
    .select(['one.field', 'one.text', 'one.version', 'one.editedAt', 'account.name'])
    .where('one.disputeId', '=', disputeId)
    .orderBy('one.field')
    .execute();
  const files = await db
    .selectFrom('evidence_file as one')
    .leftJoin('evidence_content as content', 'content.sha256', 'one.sha256')
    .leftJoin('account', 'account.id', 'one.addedBy')
    .select(['one.field', 'one.name', 'one.version', 'one.addedAt', 'one.sha256', 'content.type', 'content.size'])
    .select('account.name as by')
    .where('one.disputeId', '=', disputeId)
    .orderBy('one.field')
    .execute();
  return {
    revision: await revisionOf(db, disputeId),
    texts: texts.map(({ editedAt, name, ...text }) => ({ ...text, edited: { name, at: editedAt } })),
    files: files.flatMap(({ field, name, version, addedAt, sha256, type, size, by }) =>
      sha256 === null || type === null || size === null
        ? []
        : { field, name, version, sha256, type, bytes: size, added: { name: by, at: addedAt } },
    ),
    empty: files.flatMap(({ field, version, sha256 }) => (sha256 === null ? { field, version } : [])),
  };
}
