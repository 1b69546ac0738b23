import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches, parseSeriesKey, seriesKey } from '#shared/monitoring/series.ts';

const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,20}$/);
const labels = fc.dictionary(name, fc.oneof(fc.string(), fc.stringMatching(/^[\\"\n{},=a]*$/)), { maxKeys: 4 });

describe('the key of a series', () => {
  it('is its name and labels, sorted', () => {
    expect(seriesKey('messages_total')).toBe('messages_total');
    expect(seriesKey('messages_total', { to: 'out', by: 'a "b"\n' })).toBe(
      'messages_total{by="a \\"b\\"\\n",to="out"}',
    );
  });

  it('is read back, whatever the values hold, and does not depend on the order of labels', () => {
    fc.assert(
      fc.property(name, labels, (given, all) => {
        const key = seriesKey(given, all);
        const turned = Object.fromEntries(Object.entries(all).reverse());
        expect(seriesKey(given, turned)).toBe(key);
        const read = parseSeriesKey(key);
        expect(read.name).toBe(given);
        expect(Object.entries(read.labels).sort()).toEqual(Object.entries(all).sort());
      }),
    );
  });

  it.each(['', '1a', 'a{', 'a{}', 'a{b}', 'a{b="c"', 'a{b="c"d="e"}', 'a{b="c\\"}'])('is not %s', (text) => {
    expect(() => parseSeriesKey(text)).toThrow(RangeError);
  });
});

describe('a matcher', () => {
  it('means the series of its name that have each label it names', () => {
    const has = { to: 'out', by: 'staff' };
    expect(matches({ name: 'm' }, 'm', has)).toBe(true);
    expect(matches({ name: 'm' }, 'n', has)).toBe(false);
    expect(matches({ name: 'm', labels: { to: 'out' } }, 'm', has)).toBe(true);
    expect(matches({ name: 'm', labels: { to: ['in', 'out'], by: 'staff' } }, 'm', has)).toBe(true);
    expect(matches({ name: 'm', labels: { to: 'in' } }, 'm', has)).toBe(false);
    expect(matches({ name: 'm', labels: { of: 'out' } }, 'm', has)).toBe(false);
  });
});
