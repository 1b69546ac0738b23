import type { Schema } from '#server/storage/schema.ts';
import { statement } from '#server/storage/statement.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import { canonicalFlatJson, GENESIS_HASH, hashEntry, JOURNAL_VERSION, type Facts, type Subject } from './entry.ts';

type EntryRow = Schema['journal'];

const insertEntry = statement<EntryRow>((db, argument) =>
  db.insertInto('journal').values({
    seq: argument('seq'),
    version: argument('version'),
    at: argument('at'),
    name: argument('name'),
    actorKind: argument('actorKind'),
    actorId: argument('actorId'),
    correlationId: argument('correlationId'),
    causationSeq: argument('causationSeq'),
    subjectsJson: argument('subjectsJson'),
    factsJson: argument('factsJson'),
    previousHash: argument('previousHash'),
    hash: argument('hash'),
  }),
);

const insertSubject = statement<{ kind: string; id: string; seq: number }>((db, argument) =>
  db.insertInto('journal_subject').values({ kind: argument('kind'), id: argument('id'), seq: argument('seq') }),
);

/** The newest entry. */
export interface JournalHead {
  readonly seq: number;
  readonly hash: string;
}

export interface NewEntry {
  readonly at: number;
  readonly name: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly correlationId: string;
  readonly causationSeq: number | null;
  readonly subjects: readonly Subject[];
  readonly facts: Facts;
}

/** Appends entries. It remembers the head, so whoever rolls back must put the head back too. */
export interface JournalAppender {
  head(): JournalHead;
  reset(head: JournalHead): void;
  /** @returns the new entry's sequence number. */
  append(entry: NewEntry): number;
}

export async function createJournalAppender(unit: WriteUnit): Promise<JournalAppender> {
  const newest = await unit.db
    .selectFrom('journal')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  let head: JournalHead = newest ?? { seq: 0, hash: GENESIS_HASH };
  return {
    head: () => head,
    reset: (to) => {
      head = to;
    },
    append: ({ subjects, facts, ...entry }) => {
      const complete = { ...entry, version: JOURNAL_VERSION, seq: head.seq + 1, previousHash: head.hash };
      const subjectsJson = `[${subjects.map(canonicalFlatJson).join(',')}]`;
      const factsJson = canonicalFlatJson(facts);
      const hash = hashEntry(complete, subjectsJson, factsJson);
      void unit.run(insertEntry, { ...complete, subjectsJson, factsJson, hash });
      for (const subject of subjects)
        void unit.run(insertSubject, { kind: subject.kind, id: subject.id, seq: complete.seq });
      head = { seq: complete.seq, hash };
      return complete.seq;
    },
  };
}
