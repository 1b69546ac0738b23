import { expect, it } from 'vitest';
import { seriesHandlers } from '#server/monitoring/series/handlers.ts';

const run = (startedAt: number, version: string, heardAt: number) => ({ startedAt, version, heardAt });

it('tells a first start, restarts and releases within the time that is asked for, and until when the server had run', async () => {
  const handlers = seriesHandlers({
    range: () => Promise.reject(new Error('nobody asks')),
    runs: (from, to) =>
      Promise.resolve(
        [run(10, '1', 20), run(25, '1', 40), run(41, '2', 60)].filter(
          ({ startedAt, heardAt }) => heardAt >= from && startedAt < to,
        ),
      ),
  });
  const told = async (from: number, to: number) =>
    (await handlers['monitoring.annotations'](undefined, { from, to })).annotations;
  expect(await told(0, 100)).toEqual([
    { at: 10, kind: 'start', version: '1', downSince: null },
    { at: 25, kind: 'restart', version: '1', downSince: 20 },
    { at: 41, kind: 'release', version: '2', downSince: 40 },
  ]);
  expect(await told(25, 41)).toMatchObject([{ at: 25, kind: 'restart' }]);
  expect(await told(26, 41)).toEqual([]);
});
