import fc from 'fast-check';
import { expect, it } from 'vitest';
import { field } from '#renderer/app/export/csv.ts';
import { csvHeader, csvLine } from '#renderer/audit/model/csv.ts';
import { auditWords } from '#renderer/audit/words.en.ts';
import { ADA, BEN, ben, makeEntry } from './make.ts';

/** Reads RFC 4180 by its grammar, refusing what is not in it. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  const grammar = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  let record: string[] = [];
  while (grammar.lastIndex < text.length) {
    const at = grammar.lastIndex;
    const found = grammar.exec(text);
    if (found === null) throw new SyntaxError(`not CSV at ${String(at)}`);
    record.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\r\n') {
      records.push(record);
      record = [];
    }
  }
  return records;
}

it.each<readonly [string | number, string]>([
  ['plain', 'plain'],
  ['', ''],
  ['a,b', '"a,b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  ['two\r\nlines', '"two\r\nlines"'],
  [12, '12'],
  [-12, '-12'],
  ['=1+1', "'=1+1"],
  ['+49 30 1', "'+49 30 1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', '"\'\r=1"'],
  ['\uFF1D1+1', "'\uFF1D1+1"],
  ['=HYPERLINK("http://x.test","y")', '"\'=HYPERLINK(""http://x.test"",""y"")"'],
  ['a=b', 'a=b'],
])('%j is written as %j', (value, written) => {
  expect(field(value)).toBe(written);
});

it('any text comes back as it was, and none begins a formula', () => {
  const hostile = fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', 'a', 'ü', '\u{1F600}'),
  });
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (values) => {
      const [read = []] = parseCsv(`${values.map(field).join(',')}\r\n`);
      expect(read.map((text, index) => (text === `'${values[index] ?? ''}` ? text.slice(1) : text))).toEqual(values);
      for (const text of read) expect(text).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});

it('an entry is one line with all that the journal holds, under its heading', () => {
  const entry = makeEntry({
    actor: { kind: 'staff', id: ADA, name: '=Ada, "A"' },
    subjects: [ben, { kind: 'session', id: BEN, label: null }],
    facts: { from: 'support', to: 'admin,support' },
  });
  const [header, line, ...rest] = parseCsv(csvHeader(auditWords) + csvLine(entry, auditWords));
  expect(rest).toEqual([]);
  expect(header).toEqual(Object.values(auditWords.export.columns));
  expect(line).toEqual([
    '7',
    '2026-11-25T14:05:09.000Z',
    `'=Ada, "A" changed the roles of Ben Ode from Support to Admin and Support`,
    'accounts.rolesChanged',
    'staff',
    `'=Ada, "A"`,
    ADA,
    `account ${BEN} (Ben Ode); session ${BEN}`,
    '{"from":"support","to":"admin,support"}',
  ]);
});
