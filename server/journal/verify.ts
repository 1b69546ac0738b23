import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { JournalFault } from '#shared/audit/contract.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';
import { canonicalJson, GENESIS_HASH, type Subject } from './entry.ts';

const PAGE = 1_000;

export interface JournalVerdict {
  /** Entries found in order. */
  readonly entries: number;
  /** The first thing that is wrong; null when the journal is whole. */
  readonly fault: JournalFault | null;
  /** Of the last entry found in order. Whoever notes it elsewhere can tell later that no entry was cut off the end. */
  readonly hash: string;
}

/** How far a walk has come: first through the entries, then through the index of their subjects. */
export interface VerifyProgress {
  readonly step: 'entries' | 'subjects';
  readonly done: number;
}

/** A fault as the command line and a backup's record say it. */
export function wordsForFault({ kind, seq }: JournalFault): string {
  switch (kind) {
    case 'missing':
      return `entry ${String(seq)} is missing`;
    case 'unchained':
      return `entry ${String(seq)} does not follow the one before it`;
    case 'changed':
      return `entry ${String(seq)} was changed after it was written`;
    case 'subjects':
      return 'the subject index has other rows than the entries name';
  }
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

async function sumOfIndex(db: ReadableDatabase, onPage: (rows: number) => void): Promise<bigint> {
  const sum = createSubjectSum();
  let walked = 0;
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
    onPage((walked += rows.length));
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return sum.value();
    last = end;
  }
}

/**
 * Walks the whole journal: sequence numbers without gaps, every hash right and chained to the one before, every subject indexed.
 * Reads pages of 1,000; memory does not grow with the journal.
 * @param onProgress told after each page how many entries, and then how many rows of the index, have been walked.
 */
export async function verifyJournal(
  db: ReadableDatabase,
  onProgress: (progress: VerifyProgress) => void = () => {},
): Promise<JournalVerdict> {
  let seq = 0;
  let previousHash = GENESIS_HASH;
  const named = createSubjectSum();
  const broken = (kind: JournalFault['kind'], at: number | null): JournalVerdict => ({
    entries: seq,
    hash: previousHash,
    fault: { kind, seq: at },
  });
  for (;;) {
    const rows = await db.selectFrom('journal').selectAll().where('seq', '>', seq).orderBy('seq').limit(PAGE).execute();
    for (const row of rows) {
      if (row.seq !== seq + 1) return broken('missing', seq + 1);
      if (row.previousHash !== previousHash) return broken('unchained', row.seq);
      if (hashOf(row) !== row.hash) return broken('changed', row.seq);
      for (const { kind, id } of JSON.parse(row.subjectsJson) as Subject[]) named.add({ kind, id, seq: row.seq });
      seq = row.seq;
      previousHash = row.hash;
    }
    onProgress({ step: 'entries', done: seq });
    if (rows.length < PAGE) break;
  }
  const indexed = await sumOfIndex(db, (done) => {
    onProgress({ step: 'subjects', done });
  });
  if (indexed !== named.value()) return broken('subjects', null);
  return { entries: seq, hash: previousHash, fault: null };
}
