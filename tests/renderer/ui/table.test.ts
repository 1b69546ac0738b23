import { describe, expect, it } from 'vitest';
import { clampWidth, columnsIn, nextSort, tracksOf } from '#renderer/ui/table/columns.ts';

const columns = [
  { id: 'amount', width: 100 },
  { id: 'name', width: 200, grows: true },
  { id: 'note', width: 150, yields: 2 },
  { id: 'date', width: 90, yields: 1 },
];
const names = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);

describe('the columns of a table', () => {
  it.each([
    [540, ['amount', 'name', 'note', 'date']],
    [539, ['amount', 'name', 'date']],
    [389, ['amount', 'name']],
    [100, ['amount', 'name']],
  ])('in %i pixels are %j', (room, shown) => {
    expect(names(columnsIn(columns, room))).toEqual(shown);
  });

  it('are as wide as somebody made them, and one takes what is left', () => {
    expect(tracksOf(columns, { amount: 140 })).toBe('140px minmax(200px, 1fr) 150px 90px');
  });

  it('are never too narrow to be found again', () => {
    expect([clampWidth(3), clampWidth(120.4), clampWidth(9_000)]).toEqual([56, 120, 800]);
  });

  it('sort the other way on the second click, and by the largest first of another', () => {
    expect(nextSort({ by: 'amount', direction: 'desc' }, 'amount').direction).toBe('asc');
    expect(nextSort({ by: 'amount', direction: 'asc' }, 'amount').direction).toBe('desc');
    expect(nextSort({ by: 'amount', direction: 'asc' }, 'date')).toEqual({ by: 'date', direction: 'desc' });
  });
});
