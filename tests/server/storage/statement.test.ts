import { expect, it } from 'vitest';
import { statement } from '#server/storage/statement.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { givenDatabase } from './openDatabase.ts';

const insert = statement<{ key: string; value: string; at: number }>((db, argument) =>
  db.insertInto('setting').values({ key: argument('key'), valueJson: argument('value'), updatedAt: argument('at') }),
);
const find = statement<{ key: string }, { valueJson: string; kind: string }>((db, argument) =>
  db
    .selectFrom('setting')
    .select(({ val }) => ['valueJson', val('constant').as('kind')])
    .where('key', '=', argument('key'))
    .where('updatedAt', '>=', 0),
);

it('is built once and run with other arguments, its constants staying', async () => {
  const { unit } = await givenDatabase();
  expect(unit.write(insert, { key: 'a', value: '1', at: 1 })).toBe(1);
  await unit.write(insert, { key: 'b', value: '2', at: 2 });
  expect(unit.run(find, { key: 'a' })).toEqual([{ valueJson: '1', kind: 'constant' }]);
  expect(unit.run(find, { key: 'b' })).toEqual([{ valueJson: '2', kind: 'constant' }]);
  expect(unit.run(find, { key: 'c' })).toEqual([]);
});

it('an argument that looks like a placeholder is a value like any other', async () => {
  const { unit } = await givenDatabase();
  const key = '\u0001argument:value';
  await unit.write(insert, { key, value: '\u0001argument:key', at: 1 });
  expect(unit.run(find, { key })).toEqual([{ valueJson: '\u0001argument:key', kind: 'constant' }]);
});

it('a read connection sees one snapshot, and cannot write', async () => {
  const { unit, file } = await givenDatabase();
  const reading = openForReading(file);
  await reading.snapshot(async () => {
    expect(reading.unit.run(find, { key: 'a' })).toEqual([]);
    await unit.write(insert, { key: 'a', value: '1', at: 1 });
    expect(reading.unit.run(find, { key: 'a' })).toEqual([]);
  });
  expect(reading.unit.run(find, { key: 'a' })).toHaveLength(1);
  expect(() => reading.raw.exec("INSERT INTO setting VALUES ('b', '', 1)")).toThrow(/readonly/);
  reading.close();
});
