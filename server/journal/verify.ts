import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';
import { canonicalJson, GENESIS_HASH } from './entry.ts';

const PAGE = 1_000;

export interface JournalVerdict {
  /** Entries found in order. */
  readonly entries: number;
  /** The first thing that is wrong, in words; null when the journal is whole. */
  readonly fault: string | null;
  /** Of the last entry found in order. Whoever notes it elsewhere can tell later that no entry was cut off the end. */
  readonly hash: string;
}

/** Recomputes an entry's hash from its row with the RFC 8785 library alone. */
function hashOf(row: Selectable<Schema['journal']>): string {
  const { hash: _, subjectsJson, factsJson, ...rest } = row;
  const entry = { ...rest, subjects: JSON.parse(subjectsJson) as unknown, facts: JSON.parse(factsJson) as unknown };
  return createHash('sha256').update(canonicalJson(entry)).digest('hex');
}

/**
 * Walks the whole journal: sequence numbers without gaps, every hash right and chained to the one before, every subject indexed.
 * Reads pages of 1,000; memory does not grow with the journal.
 * @param onPage told after each page how many entries have been walked.
 */
export async function verifyJournal(db: ReadableDatabase, onPage: (entries: number) => void = () => {}): Promise<JournalVerdict> {
  let seq = 0;
  let previousHash = GENESIS_HASH;
  let subjects = 0;
  for (;;) {
    const rows = await db.selectFrom('journal').selectAll().where('seq', '>', seq).orderBy('seq').limit(PAGE).execute();
    for (const row of rows) {
      if (row.seq !== seq + 1) return { entries: seq, hash: previousHash, fault: `entry ${String(seq + 1)} is missing` };
      if (row.previousHash !== previousHash) return { entries: seq, hash: previousHash, fault: `entry ${String(row.seq)} does not follow the one before it` };
      if (hashOf(row) !== row.hash) return { entries: seq, hash: previousHash, fault: `entry ${String(row.seq)} was changed after it was written` };
      subjects += (JSON.parse(row.subjectsJson) as unknown[]).length;
      seq = row.seq;
      previousHash = row.hash;
    }
    onPage(seq);
    if (rows.length < PAGE) break;
  }
  const indexed = await db.selectFrom('journal_subject').select((select) => select.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  if (indexed.count !== subjects) {
    return { entries: seq, hash: previousHash, fault: `the subject index has ${String(indexed.count)} rows, the journal names ${String(subjects)} subjects` };
  }
  return { entries: seq, hash: previousHash, fault: null };
}
