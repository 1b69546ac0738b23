import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';
import { canonicalJson, GENESIS_HASH, type Subject } from './entry.ts';

const PAGE = 1_000;

export interface JournalVerdict {
  /** Entries found in order. */
  readonly entries: number;
  /** The first thing that is wrong, in words; null when the journal is whole. */
  readonly fault: string | null;
  /** Of the last entry found in order. Whoever notes it elsewhere can tell later that no entry was cut off the end. */
  readonly hash: string;
}

/** Recomputes an entry's hash from its row with the RFC 8785 library alone. @returns null when the row holds no JSON any more. */
function hashOf(row: Selectable<Schema['journal']>): string | null {
  const { hash: _, subjectsJson, factsJson, ...rest } = row;
  try {
    const entry = { ...rest, subjects: JSON.parse(subjectsJson) as unknown, facts: JSON.parse(factsJson) as unknown };
    return createHash('sha256').update(canonicalJson(entry)).digest('hex');
  } catch {
    return null;
  }
}

/**
 * Sums up subjects in whatever order they come: the journal's order and the index's differ, and neither fits in memory.
 * Equal sums of SHA-256 mean equal multisets, for every practical purpose.
 */
function createSubjectSum() {
  let sum = 0n;
  return {
    add: ({ kind, id, seq }: Schema['journal_subject']) => {
      sum += BigInt(
        `0x${createHash('sha256')
          .update(canonicalJson([kind, id, seq]))
          .digest('hex')}`,
      );
    },
    value: () => sum,
  };
}

async function sumOfIndex(db: ReadableDatabase): Promise<bigint> {
  const sum = createSubjectSum();
  let last: Schema['journal_entry_subject'] = { subjectNumber: 0, seq: 0 };
  for (;;) {
    const { subjectNumber, seq } = last;
    const rows = await db
      .selectFrom('journal_entry_subject')
      .leftJoin('subject', 'subject.number', 'subjectNumber')
      .select(['subjectNumber', 'seq', 'kind', 'id'])
      .where(({ eb, refTuple, tuple }) => eb(refTuple('subjectNumber', 'seq'), '>', tuple(subjectNumber, seq)))
      .orderBy('subjectNumber')
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    // A row without a subject counts too, as one that no entry names.
    for (const row of rows) sum.add({ kind: row.kind ?? '', id: row.id ?? '', seq: row.seq });
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return sum.value();
    last = end;
  }
}

/**
 * Walks the whole journal: sequence numbers without gaps, every hash right and chained to the one before, every subject indexed.
 * Reads pages of 1,000; memory does not grow with the journal.
 * @param onPage told after each page how many entries have been walked.
 */
export async function verifyJournal(
  db: ReadableDatabase,
  onPage: (entries: number) => void = () => {},
): Promise<JournalVerdict> {
  let seq = 0;
  let previousHash = GENESIS_HASH;
  const named = createSubjectSum();
  for (;;) {
    const rows = await db.selectFrom('journal').selectAll().where('seq', '>', seq).orderBy('seq').limit(PAGE).execute();
    for (const row of rows) {
      if (row.seq !== seq + 1)
        return { entries: seq, hash: previousHash, fault: `entry ${String(seq + 1)} is missing` };
      if (row.previousHash !== previousHash)
        return {
          entries: seq,
          hash: previousHash,
          fault: `entry ${String(row.seq)} does not follow the one before it`,
        };
      if (hashOf(row) !== row.hash)
        return { entries: seq, hash: previousHash, fault: `entry ${String(row.seq)} was changed after it was written` };
      for (const { kind, id } of JSON.parse(row.subjectsJson) as Subject[]) named.add({ kind, id, seq: row.seq });
      seq = row.seq;
      previousHash = row.hash;
    }
    onPage(seq);
    if (rows.length < PAGE) break;
  }
  if ((await sumOfIndex(db)) !== named.value()) {
    return { entries: seq, hash: previousHash, fault: 'the subject index has other rows than the entries name' };
  }
  return { entries: seq, hash: previousHash, fault: null };
}
