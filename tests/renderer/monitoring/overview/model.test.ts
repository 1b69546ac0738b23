import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract.ts';
import type { RangePoint } from '#shared/monitoring/series.ts';
import { LEVELS } from '#server/monitoring/series/levels.ts';
import { createRegistry, type HistogramDefinition, type Registry } from '#server/monitoring/metrics/registry.ts';
import { createCallInstruments } from '#server/monitoring/metrics/instruments/calls.ts';
import { createCoreInstruments } from '#server/monitoring/metrics/instruments/core.ts';
import { createFeedInstruments } from '#server/monitoring/metrics/instruments/feed.ts';
import { createFigureInstruments } from '#server/monitoring/metrics/instruments/figures.ts';
import { createLineInstruments } from '#server/monitoring/metrics/instruments/lines.ts';
import { watchProcess } from '#server/monitoring/metrics/instruments/process.ts';
import { createServiceInstruments } from '#server/monitoring/metrics/instruments/services.ts';
import { defineThreadMetrics } from '#server/monitoring/metrics/instruments/threads.ts';
import { createWebhookInstruments } from '#server/monitoring/metrics/instruments/webhooks.ts';
import { formatsOf } from '#renderer/monitoring/operations/overview/model/formats.ts';
import { linesOf, readingOf, valuesBefore } from '#renderer/monitoring/operations/overview/model/lines.ts';
import { matchersOf, panelOf, PANEL_IDS } from '#renderer/monitoring/operations/overview/model/panels.ts';
import { drawnRange, overviewPlaceOf, pathToOverview, SPANS, stepFor } from '#renderer/monitoring/operations/overview/model/range.ts'; // prettier-ignore
import { ticksFrom } from '#renderer/ui/chart/ticks.ts';

const point = (more: Partial<RangePoint>): RangePoint => ({ at: 0, covered: 1, count: 1, sum: 0, min: 0, max: 0, last: 0, ...more }); // prettier-ignore

describe('the panels', () => {
  it('are of metrics that are measured and kept', () => {
    const kept = new Set<string>();
    const made = createRegistry();
    const registry = new Proxy(made, {
      get: (target, key: keyof Registry) => {
        const found = target[key];
        if (key !== 'counter' && key !== 'gauge' && key !== 'histogram') return found;
        return (definition: HistogramDefinition) => {
          if (definition.isKept !== false) kept.add(definition.name);
          return (found as Registry['histogram'])(definition);
        };
      },
    });
    for (const make of [createCallInstruments, createCoreInstruments, createFeedInstruments, createFigureInstruments, createServiceInstruments, defineThreadMetrics, createWebhookInstruments, watchProcess]) make(registry); // prettier-ignore
    createLineInstruments(registry, () => []);
    expect(matchersOf(PANEL_IDS).filter(({ name }) => !kept.has(name))).toEqual([]);
  });

  it('are more than forty, and what they need is asked for at once', () => {
    expect(PANEL_IDS.length).toBeGreaterThanOrEqual(40);
    const query = { matchers: matchersOf(PANEL_IDS), from: 0, to: 60_000, step: 1_000, quantiles: [0.5, 0.95, 0.99] };
    expect(contract['monitoring.series'].input.safeParse(query).success).toBe(true);
  });
});

describe('the lines of a panel', () => {
  it('are a rate by the seconds that were heard, and nothing where nothing was', () => {
    expect(readingOf(point({ covered: 4, sum: 12 }), 'rate')).toBe(3);
    expect(readingOf(point({ covered: 0 }), 'rate')).toBeNull();
    expect(readingOf(point({ count: 0, covered: 9 }), 'max')).toBeNull();
    expect(readingOf(point({ quantiles: [1, 2, 3] }), 'p95')).toBe(2);
    expect(readingOf(point({}), 'p99')).toBeNull();
    expect(readingOf(null, 'last')).toBeNull();
  });

  it('add up what has the same label, and leave gaps', () => {
    const held = (labels: Record<string, string>, points: (RangePoint | null)[]) => ({ name: 'optimaliq_jobs', labels, kind: 'gauge' as const, points }); // prettier-ignore
    const series = new Map([
      ['1', held({ queue: 'a', state: 'waiting' }, [point({ last: 1 }), null, point({ last: 3 })])],
      ['2', held({ queue: 'b', state: 'waiting' }, [point({ last: 10 }), null, null])],
      ['3', held({ queue: 'b', state: 'dead' }, [null, null, point({ last: 7 })])],
    ]);
    expect(linesOf(panelOf('jobs'), { from: 0, step: 1, count: 3, series })).toEqual([
      { id: 'dead', values: [null, null, 7] },
      { id: 'waiting', values: [11, null, 3] },
    ]);
    expect(linesOf(panelOf('durable'), { from: 0, step: 1, count: 2, series: new Map() }).map(({ id }) => id)).toEqual(['p50', 'p95', 'p99']); // prettier-ignore
  });

  it('of the time before stand where they stood then, whatever its step', () => {
    const before = { from: 1_000, step: 20, count: 2, series: new Map() };
    expect(valuesBefore([5, 6], before, [2_000, 2_010, 2_020, 2_040], 1_000)).toEqual([5, 5, 6, null]);
  });
});

describe('the time that is looked at', () => {
  it('stands in the address and comes back from it', () => {
    for (const place of [
      { range: { span: '15m' as const }, comparison: 'none' as const },
      { range: { span: '2y' as const }, comparison: 'week' as const },
      { range: { from: 1_000, to: 61_000 }, comparison: 'day' as const },
    ])
      expect(overviewPlaceOf(pathToOverview(place).slice('/operations/overview/'.length))).toEqual(place);
    for (const rest of [undefined, 'span=9y', 'from=5&to=5', 'from=x&to=9', 'with=month', '%%'])
      expect(overviewPlaceOf(rest)).toEqual({ range: { span: '15m' }, comparison: 'none' });
  });

  it('has a step that what is kept can be told in, and fits the contract', () => {
    for (const span of Object.values(SPANS))
      for (const points of [150, 300, 600]) {
        const step = stepFor(span, points);
        expect(span / step).toBeLessThanOrEqual(points);
        expect(span / step).toBeGreaterThanOrEqual(20);
        expect(LEVELS.some(({ stepMs }) => stepMs <= step && step % stepMs === 0)).toBe(true);
      }
  });

  it('that is drawn is in whole seconds, not too short, and does not reach beyond now', () => {
    expect(drawnRange(1_500, 90_400, 1e6)).toEqual({ from: 1_000, to: 91_000 });
    expect(drawnRange(50_000, 50_001, 1e6)).toEqual({ from: 50_000, to: 60_000 });
    expect(drawnRange(900_000, 2e6, 1e6)).toEqual({ from: 900_000, to: 1e6 });
  });
});

describe('values', () => {
  it('are written in their unit with three digits', () => {
    const formats = formatsOf('en', (value) => `${value}/s`);
    expect(formats.perSecond(1_234.5)).toBe('1.23K/s');
    expect([0, 0.000_012, 0.0123, 1.5, 600].map(formats.seconds)).toEqual(['0 sec', '12 μs', '12.3 ms', '1.5 sec', '10 min']); // prettier-ignore
    expect(formats.bytes(123_456_789)).toBe('123 MB');
    expect(formats.share(0.123)).toBe('12.3%');
  });

  it('have an axis from nought over them, in round steps', () => {
    expect(ticksFrom(0)).toEqual([0, 1]);
    expect(ticksFrom(0.25)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticksFrom(3)).toEqual([0, 1, 2, 3]);
    expect(ticksFrom(1_234)).toEqual([0, 500, 1_000, 1_500]);
    for (const most of [1e-9, 0.007, 1, 17, 9.99e12]) {
      const ticks = ticksFrom(most);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most * 0.999);
      expect(ticks.length).toBeLessThanOrEqual(5);
    }
  });
});
