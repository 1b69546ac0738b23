import { describe, expect, it } from 'vitest';
import type { RangePoint } from '#shared/monitoring/series.ts';
import { createSeriesFeed, type SeriesFeedOptions } from '#renderer/monitoring/operations/overview/state/seriesFeed.ts';

type Query = Parameters<SeriesFeedOptions['call']>[0];
const SECOND = 1_000;

const point = (at: number, value: number): RangePoint => ({ at, covered: 1, count: 1, sum: value, min: value, max: value, last: value }); // prettier-ignore

/** A server that knows every second from `begun` until now, and the value of each. */
function given(options: Partial<SeriesFeedOptions> = {}) {
  let now = 1_000 * SECOND;
  let isDown = false;
  const asked: Query[] = [];
  let turn = (): void => undefined;
  const labels = new Set(['']);
  const feed = createSeriesFeed({
    call: async (query) => {
      asked.push(query);
      if (isDown) throw new Error('no line');
      const from = Math.floor(query.from / query.step) * query.step;
      const points = Array.from({ length: Math.ceil((query.to - from) / query.step) }, (_, index) =>
        point(from + index * query.step, (from + index * query.step) / SECOND),
      );
      return {
        step: query.step,
        from,
        series: query.matchers.flatMap(({ name }) =>
          [...labels].map((label) => ({
            key: label === '' ? name : `${name}{a="${label}"}`,
            labels: label === '' ? {} : { a: label },
            kind: 'gauge' as const,
            points,
          })),
        ),
      };
    },
    matchers: [{ name: 'g' }],
    quantiles: [0.5],
    window: { spanMs: 60 * SECOND },
    step: SECOND,
    now: () => now,
    every: (_, run) => {
      turn = run;
      return () => {
        turn = () => undefined;
      };
    },
    ...options,
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    feed,
    asked,
    labels,
    down: (is: boolean) => {
      isDown = is;
    },
    pass: async (seconds: number) => {
      now += seconds * SECOND;
      turn();
      await settled();
    },
    settled,
    values: (key = 'g') =>
      feed
        .held()
        .series.get(key)
        ?.points.map((one) => one?.last ?? null),
  };
}
const seconds = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

describe('a feed of series', () => {
  it('reads a whole window once, then only what is new, and lets go of what is too old', async () => {
    const { feed, asked, pass, values, settled } = given();
    feed.start();
    await settled();
    expect(values()).toEqual(seconds(940, 1_000));
    for (let turn = 0; turn < 5; turn += 1) await pass(1);
    expect(values()).toEqual(seconds(945, 1_005));
    expect(asked.slice(1).every(({ from, to }) => to - from <= 4 * SECOND)).toBe(true);
    expect(feed.held()).toMatchObject({ from: 945 * SECOND, count: 60 });
  });

  it('reads all of it anew after a long silence, and shows a new series from when it came', async () => {
    const { feed, asked, pass, values, labels, settled } = given();
    feed.start();
    await settled();
    await pass(200);
    expect(values()).toEqual(seconds(1_140, 1_200));
    expect(asked.at(-1)).toMatchObject({ from: 1_140 * SECOND });
    labels.add('new');
    await pass(1);
    expect(values('g{a="new"}')?.filter((value) => value !== null)).toEqual(seconds(1_198, 1_201));
  });

  it('keeps what it has while it cannot be read, and goes on without a hole', async () => {
    const { feed, down, pass, values, settled } = given();
    let told = 0;
    feed.subscribe(() => {
      told += 1;
    });
    feed.start();
    await settled();
    down(true);
    await pass(5);
    expect(feed.status()).toBe('live');
    expect(feed.failure()).toBeInstanceOf(Error);
    expect(feed.heardAt()).toBe(1_000 * SECOND);
    expect(values()).toEqual(seconds(940, 1_000));
    down(false);
    await pass(1);
    expect(feed.failure()).toBeNull();
    expect(values()).toEqual(seconds(946, 1_006));
    expect(told).toBe(3);
  });

  it('that never was read says why, and is tried again by itself', async () => {
    const { feed, down, pass, settled, values } = given();
    down(true);
    feed.start();
    await settled();
    expect(feed.status()).toBe('failed');
    down(false);
    await pass(1);
    expect(feed.status()).toBe('live');
    expect(values()).toHaveLength(60);
  });

  it('of a fixed time is read once', async () => {
    const { feed, asked, pass, values, settled } = given({ window: { from: 100 * SECOND, to: 110 * SECOND } });
    const stop = feed.start();
    await settled();
    await pass(1);
    await pass(1);
    expect(asked).toHaveLength(1);
    expect(values()).toEqual(seconds(100, 110));
    stop();
  });

  it('asks for many metrics in parts', async () => {
    const { feed, asked, settled } = given({ matchers: Array.from({ length: 20 }, (_, index) => ({ name: `m${String(index)}` })) }); // prettier-ignore
    feed.start();
    for (let turn = 0; turn < 5; turn += 1) await settled();
    expect(asked.map(({ matchers }) => matchers.length)).toEqual([8, 8, 4]);
    expect(feed.held().series.size).toBe(20);
  });
});
