import type { Schema } from '#server/storage/schema.ts';
import { statement } from '#server/storage/statement.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import {
  factsJsonOf,
  GENESIS_HASH,
  hashEntry,
  JOURNAL_VERSION,
  subjectsJsonOf,
  type Facts,
  type Subject,
} from './entry.ts';

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

const subjectNumber = statement<Subject, { number: number }>((db, argument) =>
  db.selectFrom('subject').select('number').where('kind', '=', argument('kind')).where('id', '=', argument('id')),
);

const insertSubject = statement<Subject>((db, argument) =>
  db.insertInto('subject').values({ kind: argument('kind'), id: argument('id') }),
);

const insertEntrySubject = statement<Schema['journal_entry_subject']>((db, argument) =>
  db.insertInto('journal_entry_subject').values({ subjectNumber: argument('subjectNumber'), seq: argument('seq') }),
);

/** Numbers kept in memory of subjects of one kind, some 5 MB: whatever is in the news stays there. */
const MAXIMUM_NUMBERS = 50_000;

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
  append(entry: NewEntry): Promise<number>;
}

export async function createJournalAppender(unit: WriteUnit): Promise<JournalAppender> {
  const newest = await unit.db
    .selectFrom('journal')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  let head: JournalHead = newest ?? { seq: 0, hash: GENESIS_HASH };
  const numbers = new Map<Subject['kind'], Map<string, number>>();

  async function numberOf(subject: Subject): Promise<number> {
    const [found] = await unit.run(subjectNumber, subject);
    if (found !== undefined) return found.number;
    await unit.write(insertSubject, subject);
    return numberOf(subject);
  }

  async function rememberedNumberOf(subject: Subject): Promise<number> {
    let ofKind = numbers.get(subject.kind);
    if (ofKind === undefined) numbers.set(subject.kind, (ofKind = new Map<string, number>()));
    const remembered = ofKind.get(subject.id);
    if (remembered !== undefined) return remembered;
    const number = await numberOf(subject);
    if (ofKind.size >= MAXIMUM_NUMBERS) ofKind.clear();
    ofKind.set(subject.id, number);
    return number;
  }

  return {
    head: () => head,
    reset: (to) => {
      // Some numbers may have been given in what is being rolled back.
      if (to.seq !== head.seq) numbers.clear();
      head = to;
    },
    append: async ({ subjects, facts, ...entry }) => {
      const complete = { ...entry, version: JOURNAL_VERSION, seq: head.seq + 1, previousHash: head.hash };
      const subjectsJson = subjectsJsonOf(subjects);
      const factsJson = factsJsonOf(facts);
      const hash = hashEntry(complete, subjectsJson, factsJson);
      await unit.write(insertEntry, { ...complete, subjectsJson, factsJson, hash });
      head = { seq: complete.seq, hash };
      for (const subject of subjects) {
        await unit.write(insertEntrySubject, { subjectNumber: await rememberedNumberOf(subject), seq: complete.seq });
      }
      return complete.seq;
    },
  };
}
