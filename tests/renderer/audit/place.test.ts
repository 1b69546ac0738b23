import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  journalAbout,
  journalBy,
  NO_FILTERS,
  pathOf,
  placeOf,
  type JournalPlace,
} from '#renderer/audit/model/place.ts';
import { SUBJECT_KINDS } from '#shared/audit/entries.ts';
import { ADA, CONVERSATION } from './make.ts';

const rest = (path: string) => path.replace(/^\/journal\/?/, '');

it('an address says which entries are shown and which one is open', () => {
  const place: JournalPlace = {
    filters: { personId: ADA, subject: { kind: 'conversation', id: CONVERSATION }, time: 'week' },
    seq: 12,
  };
  expect(pathOf(place)).toBe(`/journal/by=${ADA}&about=conversation:${CONVERSATION}&time=week&entry=12`);
  expect(placeOf(rest(pathOf(place)))).toEqual(place);
  expect(pathOf({ filters: NO_FILTERS, seq: null })).toBe('/journal');
  expect(placeOf(undefined)).toEqual({ filters: NO_FILTERS, seq: null });
  expect(placeOf(rest(journalAbout('account', ADA))).filters.subject).toEqual({ kind: 'account', id: ADA });
  expect(placeOf(rest(journalBy(ADA))).filters.personId).toBe(ADA);
});

it('every place has an address that leads back to it, and nothing in it means anything to a path', () => {
  const day = fc
    .date({ min: new Date('1970-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const id = fc.uuid({ version: 7 });
  const range = fc
    .record({ from: fc.option(day), to: fc.option(day) })
    .filter(({ from, to }) => from !== null || to !== null);
  const place = fc.record({
    filters: fc.record({
      personId: fc.option(id),
      subject: fc.option(fc.record({ kind: fc.constantFrom(...SUBJECT_KINDS), id })),
      time: fc.option(fc.oneof(fc.constantFrom('today' as const, 'week' as const, 'month' as const), range)),
    }),
    seq: fc.option(fc.integer({ min: 1, max: 1e12 })),
  });
  fc.assert(
    fc.property(place, (one) => {
      const path = pathOf(one);
      expect(placeOf(rest(path))).toEqual(one);
      expect(rest(path)).not.toMatch(/[/?#%]/);
      expect(decodeURI(path)).toBe(path);
    }),
  );
});

it.each([
  'by=nobody',
  'about=planet:0198f000-0000-7000-8000-000000000001',
  'about=account',
  'about=account:1',
  'time=ever',
  'from=2026-02-30',
  'to=0001-01-01',
  'entry=0',
  'entry=-3',
  'entry=1e3',
  'x',
])('%s in an address is left out', (text) => {
  expect(placeOf(text)).toEqual({ filters: NO_FILTERS, seq: null });
});
