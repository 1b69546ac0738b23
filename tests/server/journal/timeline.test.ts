import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pageOfTimeline, type Cursor, type Placed, type TimelineSource } from '#server/journal/timeline.ts';

interface Moment {
  readonly from: string;
}

/** A source as a database gives it: those after the place, in its order, never more than asked for. */
function sourceOf(name: string, all: readonly Placed<Moment>[]): TimelineSource<Moment> & { asked: number[] } {
  const asked: number[] = [];
  const down = (one: string, other: string) => (one < other ? 1 : one > other ? -1 : 0);
  return {
    name,
    asked,
    after: (place, limit) => {
      asked.push(limit);
      return Promise.resolve(
        all
          .filter(({ at, key }) => at < place.at || (at === place.at && key < place.key))
          .sort((one, other) => other.at - one.at || down(one.key, other.key))
          .slice(0, limit),
      );
    },
  };
}

// Few times and keys, so that nearly everything falls on the same millisecond as something else.
const keyText = fc.string({
  unit: fc.constantFrom('0', '9', 'a', 'z', '_', '-', '.', ':'),
  minLength: 1,
  maxLength: 3,
});
const NAMES = ['payer', 'payers', 'message', 'z', 'a'];
const sourcesArbitrary = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...NAMES),
    all: fc.uniqueArray(fc.record({ at: fc.integer({ min: 1, max: 3 }), key: keyText }), {
      selector: ({ key }) => key,
      maxLength: 25,
    }),
  }),
  { selector: ({ name }) => name, minLength: 1 },
);

async function readAll(sources: readonly TimelineSource<Moment>[], limit: number) {
  const read: (Moment & Cursor)[] = [];
  let after: Cursor | null = null;
  do {
    const page: { moments: (Moment & Cursor)[]; next: Cursor | null } = await pageOfTimeline(sources, after, limit);
    expect(page.moments.length).toBeLessThanOrEqual(limit);
    if (page.next !== null) expect(page.moments).toHaveLength(limit);
    read.push(...page.moments);
    after = page.next;
  } while (after !== null);
  return read;
}

it('pages of any size give everything once, newest first, however much falls on one millisecond', async () => {
  await fc.assert(
    fc.asyncProperty(sourcesArbitrary, fc.integer({ min: 1, max: 7 }), async (given, limit) => {
      const sources = given.map(({ name, all }) =>
        sourceOf(
          name,
          all.map((place) => ({ ...place, moment: { from: name } })),
        ),
      );
      const read = await readAll(sources, limit);
      const everything = given.flatMap(({ name, all }) => all.map(({ key }) => `${name}:${key}`));
      expect(read.map(({ id }) => id).toSorted()).toEqual(everything.toSorted());
      expect(read.every(({ at }, place) => place === 0 || at <= (read[place - 1]?.at ?? 0))).toBe(true);
      // The same order as one page of all.
      const whole = await pageOfTimeline(sources, null, everything.length + 1);
      expect(read).toEqual(whole.moments);
      // Nobody is asked for more than a page can hold.
      expect(sources.every(({ asked }) => asked.slice(0, -1).every((count) => count === limit + 1))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('what arrives while somebody reads on neither doubles nor hides what was there', async () => {
  await fc.assert(
    fc.asyncProperty(sourcesArbitrary, fc.integer({ min: 1, max: 4 }), async (given, limit) => {
      const rows = given.map(({ name, all }) => ({
        name,
        all: all.map((place) => ({ ...place, moment: { from: name } })),
      }));
      const first = await pageOfTimeline(
        rows.map(({ name, all }) => sourceOf(name, all)),
        null,
        limit,
      );
      const later = rows.map(({ name, all }) =>
        sourceOf(name, [...all, { at: 4, key: 'new', moment: { from: name } }]),
      );
      const read = [...first.moments];
      let { next } = first;
      while (next !== null) {
        const page: typeof first = await pageOfTimeline(later, next, limit);
        read.push(...page.moments);
        next = page.next;
      }
      expect(read.map(({ id }) => id).toSorted()).toEqual(
        rows.flatMap(({ name, all }) => all.map(({ key }) => `${name}:${key}`)).toSorted(),
      );
    }),
  );
});

it('a cursor that nobody gave is harmless', async () => {
  const source = sourceOf('payment', [{ at: 5, key: 'a', moment: { from: 'payment' } }]);
  for (const id of ['', ':', 'payment', '__proto__:x', '~', 'payment:'])
    expect((await pageOfTimeline([source], { at: 9, id }, 5)).moments).toHaveLength(1);
  expect((await pageOfTimeline([source], { at: 5, id: 'payment:a' }, 5)).moments).toEqual([]);
});
