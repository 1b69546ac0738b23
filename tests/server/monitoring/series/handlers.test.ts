import { expect, it } from 'vitest';
import { seriesHandlers } from '#server/monitoring/series/handlers.ts';

const run = (startedAt: number, version: string, heardAt: number) => ({ startedAt, version, heardAt });

const unasked = {
  range: () => Promise.reject(new Error('nobody asks')),
  kept: () => Promise.reject(new Error('nobody asks')),
  runs: () => Promise.reject(new Error('nobody asks')),
  definitions: () => [],
};

it('tells a first start, restarts and releases within the time that is asked for, and until when the server had run', async () => {
  const handlers = seriesHandlers({
    ...unasked,
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

it('tells what can be asked for by name: what is measured, and what is still kept of what no longer is', async () => {
  const handlers = seriesHandlers({
    ...unasked,
    definitions: () => [
      { name: 'jobs', kind: 'gauge', help: 'Work to be done.', labels: ['queue'] },
      { name: 'calls_total', kind: 'counter', help: 'Calls.', labels: [] },
      { name: 'lag_seconds', kind: 'histogram', help: 'How late.', labels: ['of'] },
    ],
    kept: () =>
      Promise.resolve([
        { key: 'jobs{queue="mail"}', kind: 'gauge' },
        { key: 'jobs{queue="fax",state="dead"}', kind: 'gauge' },
        { key: 'calls_total', kind: 'counter' },
        { key: 'former{a="b"}', kind: 'gauge' },
      ]),
  });
  expect(await handlers['monitoring.metrics']()).toEqual({
    metrics: [
      { name: 'calls_total', kind: 'counter', help: 'Calls.', labels: [], series: [{}] },
      { name: 'former', kind: 'gauge', help: null, labels: ['a'], series: [{ a: 'b' }] },
      {
        name: 'jobs',
        kind: 'gauge',
        help: 'Work to be done.',
        labels: ['queue', 'state'],
        series: [{ queue: 'mail' }, { queue: 'fax', state: 'dead' }],
      },
      { name: 'lag_seconds', kind: 'histogram', help: 'How late.', labels: ['of'], series: [] },
    ],
  });
});
