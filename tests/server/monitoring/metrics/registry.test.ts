import { describe, expect, it } from 'vitest';
import { sketchCount, sketchQuantile } from '#shared/monitoring/sketch.ts';
import { OVERFLOW } from '#server/monitoring/metrics/family.ts';
import { createRegistry } from '#server/monitoring/metrics/registry.ts';
import { createSilentRegistry } from '#server/monitoring/metrics/silentRegistry.ts';

const AT = 1_800_000_000_000;

describe('the registry of metrics', () => {
  it('tells per tick by how much a counter grew, and in the text how far it has come', () => {
    const registry = createRegistry();
    const calls = registry.counter({ name: 'calls_total', help: 'Calls.', labels: ['outcome'] });
    calls.with({ outcome: 'ok' }).add();
    calls.with({ outcome: 'ok' }).add(2);
    expect(registry.tick(AT)).toEqual({
      at: AT,
      samples: [{ key: 'calls_total{outcome="ok"}', kind: 'counter', increase: 3 }],
    });
    expect(registry.tick(AT + 1_000).samples).toMatchObject([{ increase: 0 }]);
    expect(registry.exposition()).toBe(
      '# HELP calls_total Calls.\n# TYPE calls_total counter\ncalls_total{outcome="ok"} 3\n',
    );
  });

  it('does not tell a gauge before it is set, and looks it up before each tick', () => {
    const registry = createRegistry();
    const depth = registry.gauge({ name: 'depth', help: 'How deep.' }).with({});
    expect(registry.tick(AT).samples).toEqual([]);
    expect(registry.exposition()).toBe('');
    let found = 4;
    registry.beforeTick(() => depth.set(found));
    expect(registry.tick(AT).samples).toEqual([{ key: 'depth', kind: 'gauge', value: 4 }]);
    found = 5;
    expect(registry.exposition()).toContain('\ndepth 4\n');
    registry.drain();
    expect(registry.exposition()).toContain('\ndepth 5\n');
  });

  it('keeps buckets since the start, and a sketch with the extremes since the last tick', () => {
    const registry = createRegistry();
    const time = registry.histogram({ name: 'time_seconds', help: 'Time.', buckets: [0.1, 1] }).with({});
    for (const value of [0.05, 0.1, 0.5, 7]) time.observe(value);
    const [sample] = registry.tick(AT).samples;
    expect(sample).toMatchObject({ kind: 'histogram', count: 4, min: 0.05, max: 7 });
    if (sample?.kind !== 'histogram') throw new TypeError('a histogram was expected');
    expect(sketchCount(sample.sketch)).toBe(4);
    expect(sketchQuantile(sample.sketch, 1)).toBeCloseTo(7, 0);
    expect(registry.tick(AT).samples).toMatchObject([{ count: 0, sum: 0, min: 0, max: 0 }]);
    expect(registry.exposition().split('\n').slice(2, -1)).toEqual([
      'time_seconds_bucket{le="0.1"} 2',
      'time_seconds_bucket{le="1"} 3',
      'time_seconds_bucket{le="+Inf"} 4',
      'time_seconds_sum 7.65',
      'time_seconds_count 4',
    ]);
    expect(registry.standing('time_seconds')).toEqual([{ labels: {}, value: 4, sum: 7.65, largest: 7 }]);
  });

  it('bounds how many sets of labels there are: what comes beyond them is counted, as other', () => {
    const registry = createRegistry();
    const asked = registry.counter({ name: 'asked_total', help: 'Asked.', labels: ['by', 'what'], most: 4 });
    for (let stranger = 0; stranger < 1_000; stranger += 1) asked.with({ by: String(stranger), what: 'x' }).add();
    const told = registry.standing('asked_total');
    expect(told).toHaveLength(4);
    expect(told.at(-1)).toMatchObject({ labels: { by: OVERFLOW, what: OVERFLOW }, value: 997 });
    // Who was early keeps their own.
    asked.with({ by: '1', what: 'x' }).add();
    expect(registry.standing('asked_total')[1]).toMatchObject({ labels: { by: '1' }, value: 2 });
  });

  it('writes labels and help so that nobody can end them', () => {
    const registry = createRegistry();
    const odd = registry.counter({ name: 'odd_total', help: 'A \\ and\na line.', labels: ['what'] });
    odd.with({ what: '"\n} 9\\' }).add();
    expect(registry.exposition()).toBe(
      '# HELP odd_total A \\\\ and\\na line.\n# TYPE odd_total counter\nodd_total{what="\\"\\n} 9\\\\"} 1\n',
    );
  });

  it('leaves out of the ticks what is not kept over time', () => {
    const registry = createRegistry();
    registry.counter({ name: 'detail_total', help: 'In detail.', isKept: false }).with({}).add();
    expect(registry.tick(AT).samples).toEqual([]);
    expect(registry.exposition()).toContain('detail_total 1');
  });

  it('absorbs what another thread has drained: nothing twice, nothing lost', () => {
    const define = () => {
      const registry = createRegistry();
      const counter = registry.counter({ name: 'done_total', help: 'Done.', labels: ['what'] });
      const gauge = registry.gauge({ name: 'heap_bytes', help: 'Heap.', labels: ['thread'] });
      const histogram = registry.histogram({ name: 'work_seconds', help: 'Work.', buckets: [1] });
      return { registry, counter, gauge, histogram };
    };
    const here = define();
    const there = define();
    for (const value of [0.5, 3]) {
      there.counter.with({ what: 'a' }).add(value);
      there.histogram.with({}).observe(value);
      there.gauge.with({ thread: 'writer' }).set(value);
      here.registry.absorb(structuredClone(there.registry.drain()));
    }
    here.registry.absorb(there.registry.drain());
    expect(
      here.registry
        .exposition()
        .split('\n')
        .filter((line) => !line.startsWith('#')),
    ).toEqual([
      'done_total{what="a"} 3.5',
      'heap_bytes{thread="writer"} 3',
      'work_seconds_bucket{le="1"} 1',
      'work_seconds_bucket{le="+Inf"} 2',
      'work_seconds_sum 3.5',
      'work_seconds_count 2',
      '',
    ]);
    expect(here.registry.tick(AT).samples).toMatchObject([
      { increase: 3.5 },
      { value: 3 },
      { count: 2, sum: 3.5, min: 0.5, max: 3 },
    ]);
  });

  it('takes no name twice, and none that Prometheus would misread', () => {
    const registry = createRegistry();
    registry.gauge({ name: 'one', help: 'One.' });
    expect(() => registry.gauge({ name: 'one', help: 'One.' })).toThrow('defined twice');
    expect(() => registry.counter({ name: 'calls', help: 'Calls.' })).toThrow('no name of a counter');
    expect(() => registry.gauge({ name: 'calls_total', help: 'Calls.' })).toThrow('no name of a gauge');
    expect(() => registry.gauge({ name: 'silent', help: '' })).toThrow('does not say');
    expect(() => registry.histogram({ name: 'a', help: 'A.', labels: ['le'], buckets: [] })).toThrow('no label');
  });

  it('tells what is kept over time, in words', () => {
    const registry = createRegistry();
    registry.counter({ name: 'calls_total', help: 'Calls.', labels: ['place'] });
    registry.gauge({ name: 'of_the_moment', help: 'Not kept.', isKept: false });
    registry.gauge({ name: 'jobs', help: 'Jobs.' });
    expect(registry.kept()).toEqual([
      { name: 'calls_total', kind: 'counter', help: 'Calls.', labels: ['place'] },
      { name: 'jobs', kind: 'gauge', help: 'Jobs.', labels: [] },
    ]);
  });

  it('does nothing where nothing is measured', () => {
    const registry = createSilentRegistry();
    registry.counter({ name: 'calls_total', help: 'Calls.' }).with({}).add();
    expect(registry.exposition()).toBe('');
    expect(registry.tick(AT)).toEqual({ at: AT, samples: [] });
    expect(registry.now()).toBe(0);
    expect(registry.kept()).toEqual([]);
  });
});
