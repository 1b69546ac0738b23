import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { createJournalAppender } from '#server/journal/append.ts';
import { canonicalJson, GENESIS_HASH, hashEntry, type Subject } from '#server/journal/entry.ts';
import { verifyJournal, wordsForFault, type VerifyProgress } from '#server/journal/verify.ts';
import { givenDatabase } from '#tests/server/storage/openDatabase.ts';

const subjects = (): Subject[] => [
  { kind: 'conversation', id: uuidv7() },
  { kind: 'customer', id: uuidv7() },
];

async function setUp(entries = 5) {
  const connection = await givenDatabase();
  const journal = await createJournalAppender(connection.unit);
  for (let index = 0; index < entries; index += 1) {
    await journal.append({
      at: index,
      name: 'chat.messageAdded',
      actorKind: 'visitor',
      actorId: index % 2 === 0 ? uuidv7() : null,
      correlationId: `c-${index}`,
      causationSeq: index > 2 ? index - 1 : null,
      subjects: subjects(),
      facts: { seq: index, revision: index + 1, assigneeId: null, status: 'open', isDemo: false },
    });
  }
  return { ...connection, journal, verdict: () => verifyJournal(connection.unit.db) };
}

it('an entry’s hash is SHA-256 over the RFC 8785 JSON of everything else, whatever it holds', () => {
  const word = fc.string({ unit: 'grapheme' });
  const entry = fc.record({
    version: fc.constant(1),
    seq: fc.integer({ min: 1 }),
    at: fc.maxSafeInteger(),
    name: word,
    actorKind: word,
    actorId: fc.option(word),
    correlationId: word,
    causationSeq: fc.option(fc.nat()),
    previousHash: fc.constant(GENESIS_HASH),
  });
  const facts = fc.dictionary(
    word,
    fc.oneof(word, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
  );
  const about = fc.array(fc.record({ kind: word, id: word }));
  fc.assert(
    fc.property(entry, facts, about, (rest, some, whom) => {
      const expected = createHash('sha256')
        .update(canonicalize({ ...rest, facts: some, subjects: whom }) ?? '')
        .digest('hex');
      expect(hashEntry(rest, canonicalJson(whom), canonicalJson(some))).toBe(expected);
    }),
  );
});

it('a journal is whole, and goes on where it ended when the program starts again', async () => {
  const { unit, journal, verdict } = await setUp();
  expect(await verdict()).toMatchObject({ entries: 5, fault: null, hash: journal.head().hash });
  const later = await createJournalAppender(unit);
  expect(later.head()).toEqual(journal.head());
  expect(await verifyJournal((await givenDatabase()).unit.db)).toEqual({ entries: 0, fault: null, hash: GENESIS_HASH });
});

it('is walked page by page', async () => {
  const { unit } = await setUp(2_001);
  const pages: VerifyProgress[] = [];
  expect(await verifyJournal(unit.db, (page) => pages.push(page))).toMatchObject({ entries: 2_001, fault: null });
  const of = (step: VerifyProgress['step']) => pages.filter((page) => page.step === step).map(({ done }) => done);
  expect(of('entries')).toEqual([1_000, 2_000, 2_001]);
  // Two subjects each.
  expect(of('subjects')).toEqual([1_000, 2_000, 3_000, 4_000, 4_002]);
});

const column = (name: string, value: string) => `UPDATE journal SET ${name} = ${value} WHERE seq = 3`;
it.each<readonly [string, string]>([
  ...['at', 'version', 'causationSeq'].map((name) => [name, column(name, '77')] as const),
  ...['name', 'actorKind', 'actorId', 'correlationId'].map((name) => [name, column(name, "'x'")] as const),
  ['facts', column('factsJson', `'{"seq":9}'`)],
  ['subjects', column('subjectsJson', "'[]'")],
  ['no JSON', column('factsJson', "'{'")],
  ['hash', column('hash', "'00'")],
])('an entry whose %s was changed', async (_, sql) => {
  const { raw, verdict } = await setUp();
  raw.exec(sql);
  expect(await verdict()).toMatchObject({ entries: 2, fault: { kind: 'changed', seq: 3 } });
});

it('an entry that is missing, at the start or in the middle', async () => {
  for (const seq of [1, 3]) {
    const { raw, verdict } = await setUp();
    raw.exec(`DELETE FROM journal WHERE seq = ${seq}`);
    expect(await verdict()).toMatchObject({ entries: seq - 1, fault: { kind: 'missing', seq } });
  }
});

it('entries whose places were exchanged, even with their hashes', async () => {
  const { raw, verdict } = await setUp();
  raw.exec(
    'UPDATE journal SET seq = 99 WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 4; UPDATE journal SET seq = 4 WHERE seq = 99',
  );
  expect(await verdict()).toMatchObject({ entries: 2, fault: { kind: 'unchained', seq: 3 } });
});

it('a whole end that was cut off, by the subjects that are left over', async () => {
  const { raw, verdict } = await setUp();
  raw.exec('DELETE FROM journal WHERE seq > 3');
  expect(await verdict()).toMatchObject({ entries: 3, fault: { kind: 'subjects', seq: null } });
});

it.each([
  ['lost', 'DELETE FROM journal_entry_subject WHERE seq = 2'],
  ['invented', 'INSERT INTO journal_entry_subject SELECT max(number), 2 FROM subject'],
  ['nobody’s', 'INSERT INTO journal_entry_subject VALUES (999, 2)'],
  ['another’s', 'UPDATE journal_entry_subject SET subjectNumber = subjectNumber + 4 WHERE seq = 2'],
  ['at another entry', 'UPDATE journal_entry_subject SET seq = 4 WHERE seq = 2'],
  ['called something else', "UPDATE subject SET id = 'somebody else' WHERE number = 2"],
])('a subject in the index that is %s', async (_, sql) => {
  const { raw, verdict } = await setUp();
  raw.exec(sql);
  expect(await verdict()).toMatchObject({
    entries: 5,
    fault: { kind: 'subjects', seq: null },
  });
});

it('each fault has words that name its entry', () => {
  expect(
    (['missing', 'unchained', 'changed', 'subjects'] as const).map((kind) => wordsForFault({ kind, seq: 7 })),
  ).toEqual([
    'entry 7 is missing',
    'entry 7 does not follow the one before it',
    'entry 7 was changed after it was written',
    'the subject index has other rows than the entries name',
  ]);
});

it('what is no JSON is no fact', () => {
  expect(() => canonicalJson(undefined)).toThrow(TypeError);
});
