import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/wire/errors.ts';
import { counter, DAY, gauge, givenSeries, HOUR, measured, MINUTE, SECOND, tickOf, type GivenSeries } from './givenSeries.ts'; // prettier-ignore

const NOON = Date.UTC(2026, 10, 30, 12);

let given: GivenSeries;
beforeEach(() => {
  given = givenSeries(NOON);
});
afterEach(() => {
  given.close();
});

const one = (from: number, to: number, step: number, name = 'g') => {
  const answer = given.store.range({ matchers: [{ name }], from, to, step });
  return { ...answer, points: answer.series[0]?.points ?? [] };
};
function hear(from: number, to: number, value: (at: number) => number = (at) => (at - NOON) / SECOND): void {
  for (let at = from; at < to; at += SECOND) given.store.append(tickOf(at, gauge('g', value(at))));
}

describe('a restart', () => {
  it('is a gap: the seconds before and after it are told, those between are not, and a step that spans it says how much it covers', () => {
    hear(NOON, NOON + 25 * SECOND);
    given.restart(NOON + 40 * SECOND);
    hear(NOON + 40 * SECOND, NOON + 60 * SECOND);
    const { points } = one(NOON, NOON + 60 * SECOND, SECOND);
    expect(points.map((point) => point?.last ?? null)).toEqual(
      Array.from({ length: 60 }, (_, index) => (index < 25 || index >= 40 ? index : null)),
    );
    expect(one(NOON, NOON + 60 * SECOND, 10 * SECOND).points.map((point) => point?.covered ?? null)).toEqual([10, 10, 5, null, 10, 10]); // prettier-ignore
  });

  it('by kill costs the last ten seconds at most', () => {
    hear(NOON, NOON + 3 * MINUTE + 27 * SECOND);
    given.restart(NOON + 4 * MINUTE, { isKilled: true });
    const heard = one(NOON, NOON + 4 * MINUTE, SECOND).points.filter((point) => point !== null);
    expect(heard.length).toBeGreaterThanOrEqual(3 * 60 + 17);
    expect(heard.at(-1)?.last).toBe(heard.length - 1);
    // What coarser levels held in memory only is made anew from the finer ones.
    expect(one(NOON, NOON + 4 * MINUTE, MINUTE).points.map((point) => point?.covered)).toEqual([60, 60, 60, heard.length - 180]); // prettier-ignore
  });

  it('after a long time loses nothing of what coarse levels had not written yet', () => {
    hear(NOON, NOON + 90 * SECOND);
    given.restart(NOON + 30 * DAY);
    hear(NOON + 30 * DAY, NOON + 30 * DAY + 5 * SECOND, () => 7);
    const { points, step } = one(NOON, NOON + 31 * DAY, HOUR);
    expect(step).toBe(HOUR);
    expect(points[0]).toEqual({ at: NOON, covered: 90, count: 90, sum: (89 * 90) / 2, min: 0, max: 89, last: 89 });
    expect(points[30 * 24]).toMatchObject({ covered: 5, min: 7 });
    expect(points.filter((point) => point !== null)).toHaveLength(2);
  });

  it('is told, and so is a release', () => {
    hear(NOON, NOON + 10 * SECOND);
    given.restart(NOON + MINUTE);
    given.restart(NOON + 2 * MINUTE, { version: '1.1.0' });
    expect(given.store.runs(NOON, NOON + HOUR)).toMatchObject([
      { startedAt: NOON, version: '1.0.0', heardAt: NOON + 10 * SECOND },
      { startedAt: NOON + MINUTE, version: '1.0.0' },
      { startedAt: NOON + 2 * MINUTE, version: '1.1.0' },
    ]);
  });
});

describe('the clock', () => {
  it('set back a little adds to the last second; set back an hour, the time is told as it was lived the second time', () => {
    hear(NOON, NOON + 5 * SECOND);
    given.store.append(tickOf(NOON + 2 * SECOND, gauge('g', 99)));
    expect(one(NOON, NOON + 5 * SECOND, SECOND).points.map((point) => point?.last)).toEqual([0, 1, 2, 3, 99]);
    hear(NOON - HOUR, NOON - HOUR + 3 * SECOND, () => 5);
    expect(one(NOON - HOUR, NOON - HOUR + 3 * SECOND, SECOND).points.map((point) => point?.last)).toEqual([5, 5, 5]);
    expect(given.warnings).toEqual([]);
  });
});

describe('the file', () => {
  it('is made anew when it is gone', () => {
    hear(NOON, NOON + 5 * SECOND);
    given.restart(NOON + MINUTE);
    expect(existsSync(given.file)).toBe(true);
    expect(given.warnings).toEqual([]);
  });

  it('that is damaged is put aside with a warning, and begun anew', () => {
    hear(NOON, NOON + 5 * SECOND);
    given.store.close();
    writeFileSync(given.file, 'this is no database, and it is longer than a header of one would be'.repeat(40));
    given.restart(NOON + MINUTE, { isKilled: true });
    expect(given.warnings).toEqual([expect.stringContaining('could not be read')]);
    expect(given.isAside()).toBe(true);
    hear(NOON + MINUTE, NOON + MINUTE + 3 * SECOND, () => 1);
    expect(one(NOON, NOON + 2 * MINUTE, MINUTE).points).toMatchObject([null, { covered: 3 }]);
  });

  it('that is damaged in the middle loses what stood there, and goes on', () => {
    for (let at = NOON; at < NOON + 20 * MINUTE; at += SECOND)
      given.store.append(tickOf(at, ...Array.from({ length: 20 }, (_, index) => gauge(`g${String(index)}`, Math.sin(at + index))))); // prettier-ignore
    given.store.close();
    const bytes = readFileSync(given.file);
    writeFileSync(given.file, bytes.fill(0xa5, 3 * 4_096, bytes.length - 4_096));
    given.restart(NOON + 21 * MINUTE, { isKilled: true });
    const asked = () => one(NOON, NOON + 30 * MINUTE, 10 * SECOND, 'g3').points;
    asked();
    hear(NOON + 21 * MINUTE, NOON + 33 * MINUTE, () => 1);
    expect(one(NOON + 21 * MINUTE, NOON + 33 * MINUTE, MINUTE).points.map((point) => point?.covered)).toEqual(Array.from({ length: 12 }, () => 60)); // prettier-ignore
    expect(given.warnings.length).toBeGreaterThan(0);
  });

  it('that takes nothing, as on a full disk, is told once, and again only after it had taken something', () => {
    const beside = new Database(given.file);
    const fill = (): void => void beside.exec("CREATE TRIGGER full BEFORE INSERT ON chunk BEGIN SELECT RAISE(ABORT, 'full'); END"); // prettier-ignore
    fill();
    hear(NOON, NOON + 3 * MINUTE);
    expect(given.warnings).toEqual([expect.stringContaining('cannot be kept')]);
    beside.exec('DROP TRIGGER full');
    hear(NOON + 3 * MINUTE, NOON + 4 * MINUTE);
    fill();
    hear(NOON + 4 * MINUTE, NOON + 6 * MINUTE);
    beside.close();
    expect(given.warnings).toHaveLength(2);
    expect(one(NOON + 3 * MINUTE, NOON + 4 * MINUTE, MINUTE).points).toMatchObject([{ covered: 60 }]);
  });

  it('holds no more than it may: the oldest hours go first', () => {
    given.close();
    given = givenSeries(NOON, { maximumBytes: 150_000 });
    let seed = 1;
    const random = (): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (let at = NOON; at < NOON + 400 * DAY; at += DAY)
      given.store.append(tickOf(at, ...Array.from({ length: 20 }, (_, index) => gauge(`g${String(index)}`, random()))));
    const { points } = one(NOON, NOON + 399 * DAY + HOUR, DAY, 'g3');
    const first = points.findIndex((point) => point !== null);
    expect(first).toBeGreaterThan(0);
    expect(points.slice(first).every((point) => point !== null)).toBe(true);
  });
});

describe('what is kept', () => {
  it('goes from the finer levels as it grows old, and a range of which the fine points are gone is told in coarser ones', () => {
    for (let at = NOON; at < NOON + 3 * HOUR; at += 10 * SECOND) given.store.append(tickOf(at, gauge('g', 1)));
    expect(one(NOON + 2.5 * HOUR, NOON + 3 * HOUR, SECOND).step).toBe(SECOND);
    const { step, points } = one(NOON, NOON + 3 * HOUR, SECOND);
    expect(step).toBe(10 * SECOND);
    expect(points.every((point) => point !== null)).toBe(true);
    expect(one(NOON - 2 * DAY, NOON, SECOND).step).toBe(MINUTE);
    expect(one(NOON - 20 * DAY, NOON, SECOND).step).toBe(HOUR);
  });

  it('is of so many series, and says once that there are more', () => {
    given.close();
    given = givenSeries(NOON, { mostSeries: 2 });
    for (const at of [NOON, NOON + SECOND])
      given.store.append(tickOf(at, ...['a', 'b', 'c', 'd'].map((key) => gauge(key, 1))));
    expect(one(NOON, NOON + MINUTE, SECOND, 'b').points[1]).toMatchObject({ last: 1 });
    expect(one(NOON, NOON + MINUTE, SECOND, 'c').series).toEqual([]);
    expect(given.warnings).toHaveLength(1);
  });

  it('of one name is found by its labels, and keeps its kind', () => {
    given.store.append(
      tickOf(NOON, counter('m_total{to="in"}', 2), counter('m_total{to="out"}', 3), measured('h', [1, 2, 3])),
    );
    given.store.append(tickOf(NOON + SECOND, gauge('h', 5)));
    const matchers = [{ name: 'm_total', labels: { to: 'out' } }, { name: 'h' }];
    const { series } = given.store.range({ matchers, from: NOON, to: NOON + 2 * SECOND, step: SECOND });
    expect(series).toMatchObject([
      { key: 'h', kind: 'histogram', labels: {}, points: [{ count: 3, sum: 6, min: 1, max: 3, last: 2 }, null] },
      { key: 'm_total{to="out"}', kind: 'counter', labels: { to: 'out' }, points: [{ sum: 3, last: 3 }, null] },
    ]);
  });

  it('is not told where that would be too much', () => {
    given.store.append(tickOf(NOON, ...Array.from({ length: 60 }, (_, index) => gauge(`g{n="${String(index)}"}`, 1))));
    expect(() => one(NOON, NOON + 2_000 * SECOND, SECOND)).toThrow(AppError);
  });
});
