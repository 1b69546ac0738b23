import { HEARTBEAT_METRIC } from '#shared/monitoring/alerts/history.ts';
import type { AlertRule, Condition } from '#shared/monitoring/alerts/rule.ts';
import {
  seriesKey,
  type Labels,
  type RangeAnswer,
  type RangePoint,
  type SeriesKind,
} from '#shared/monitoring/series.ts';

export const STEP = 60_000;

export interface Made {
  readonly name: string;
  readonly kind?: SeriesKind;
  readonly labels?: Labels;
  /** A step each; null where nothing was heard. */
  readonly values: readonly (number | null)[];
}

const pointOf = (kind: SeriesKind, at: number, value: number, step: number): RangePoint => ({
  at,
  covered: step / 1_000,
  count: kind === 'histogram' ? value : step / 1_000,
  sum: kind === 'gauge' ? (value * step) / 1_000 : value,
  min: value,
  max: value,
  last: value,
  ...(kind === 'histogram' ? { quantiles: [value, value, value, value] } : {}),
});

/** An answer of the series. `down`: the steps in which the server did not run. */
export function madeAnswer(series: readonly Made[], down: readonly number[] = [], step = STEP): RangeAnswer {
  const steps = Math.max(...series.map(({ values }) => values.length));
  const beats: Made = { name: HEARTBEAT_METRIC, values: Array.from({ length: steps }, (_, index) => index) };
  return {
    from: 0,
    step,
    series: [beats, ...series].map(({ name, kind = 'gauge', labels = {}, values }) => ({
      key: seriesKey(name, labels),
      labels,
      kind,
      points: values.map((value, index) =>
        value === null || down.includes(index) ? null : pointOf(kind, index * step, value, step),
      ),
    })),
  };
}

export const DEPTH: Extract<Condition, { kind: 'threshold' }> = {
  kind: 'threshold',
  of: { metric: 'depth', labels: {}, read: 'last', across: 'sum' },
  is: 'above',
  limit: 10,
  clear: 10,
};

export const madeRule = (changes: Partial<AlertRule> = {}): AlertRule => ({
  name: 'Much waits',
  help: '',
  condition: DEPTH,
  stepMs: STEP,
  forMs: 0,
  severity: 'warning',
  groupBy: [],
  isEnabled: true,
  ...changes,
});
