import type { AlertRule } from '#shared/monitoring/alerts/rule.ts';
import { HEARTBEAT_METRIC } from '#shared/monitoring/alerts/history.ts';
import { matches, seriesKey, type RangeAnswer, type RangeQuery } from '#shared/monitoring/series.ts';

/** Milliseconds of the server's time, which are some forty times as short. */
export const STEP_MS = 10_000;
const SECOND = 1_000;

/** What rises and falls: `onMs` of each `everyMs`, beginning with `atMs`. Multiples of a step. */
interface Wave {
  readonly queue: string;
  readonly everyMs: number;
  readonly atMs: number;
  readonly onMs: number;
}

/** Long enough for everybody to be told, so short that it is over before, and one in between. */
const WAVES: readonly Wave[] = [
  { queue: 'long', everyMs: 720 * SECOND, atMs: 100 * SECOND, onMs: 560 * SECOND },
  { queue: 'short', everyMs: 240 * SECOND, atMs: 60 * SECOND, onMs: 50 * SECOND },
  { queue: 'middle', everyMs: 400 * SECOND, atMs: 30 * SECOND, onMs: 220 * SECOND },
];

/** Milliseconds after an alert, when others are told. */
export const STEPS_AFTER_MS = [0, 80 * SECOND, 160 * SECOND] as const;

export const RULE: AlertRule = {
  name: 'It is high water',
  help: '',
  condition: {
    kind: 'threshold',
    of: { metric: 'depth', labels: {}, read: 'last', across: 'sum' },
    is: 'above',
    limit: 10,
    clear: 5,
  },
  stepMs: STEP_MS,
  forMs: 2 * STEP_MS,
  severity: 'critical',
  groupBy: ['queue'],
  isEnabled: true,
};

const isHigh = ({ everyMs, atMs, onMs }: Wave, at: number): boolean => {
  const place = (((at - atMs) % everyMs) + everyMs) % everyMs;
  return place < onMs;
};

/** Series whose every value is known, for all times: whoever evaluates them late finds what everybody finds. */
export function rangeOfWaves({ matchers, from, to, step }: RangeQuery): RangeAnswer {
  const length = Math.max(0, Math.round((to - from) / step));
  const told = (name: string, labels: Readonly<Record<string, string>>, valueAt: (at: number) => number) => ({
    key: seriesKey(name, labels),
    labels,
    kind: 'gauge' as const,
    points: Array.from({ length }, (_, place) => {
      const at = from + place * step;
      const value = valueAt(at);
      return { at, covered: step / SECOND, count: 1, sum: value, min: value, max: value, last: value };
    }),
  });
  const all = [
    { name: HEARTBEAT_METRIC, labels: {}, valueAt: () => 1 },
    ...WAVES.map((wave) => ({
      name: 'depth',
      labels: { queue: wave.queue },
      valueAt: (at: number) => (isHigh(wave, at) ? 12 : 1),
    })),
  ];
  const wanted = all.filter(({ name, labels }) => matchers.some((matcher) => matches(matcher, name, labels)));
  return { from, step, series: wanted.map(({ name, labels, valueAt }) => told(name, labels, valueAt)) };
}
