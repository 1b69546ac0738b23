import type { Labels, RangeAnswer, RangePoint, RangeSeries } from '#shared/monitoring/series.ts';
import { matches } from '#shared/monitoring/series.ts';
import { selectorsOf, stepsNeeded, type AlertRule, type Reading } from './rule.ts';

/**
 * Always heard of while the server runs: where nothing is, the server did not run, and nothing can be said of that time.
 */
export const HEARTBEAT_METRIC = 'process_start_time_seconds';

/** What a condition reads, each in the part it has in it. */
export type Part = 'of' | 'part' | 'whole';

export interface Track {
  readonly part: Part;
  readonly labels: Labels;
  readonly kind: RangeSeries['kind'];
  readonly points: readonly (RangePoint | null)[];
}

/** A stretch of time in steps: point `n` of each track is of the step that begins at `from + n * step`. */
export interface History {
  readonly from: number;
  readonly step: number;
  /** Whether the server ran, for each step. */
  readonly isUp: readonly boolean[];
  /** By the key of their group. */
  readonly groups: ReadonlyMap<string, { readonly labels: Labels; readonly tracks: readonly Track[] }>;
}

/** Asked of each histogram, in this order. */
export const QUANTILES = [0.5, 0.9, 0.95, 0.99] as const;
const QUANTILE_OF: Partial<Record<Reading, number>> = { p50: 0, p90: 1, p95: 2, p99: 3 };

/** A group may be by a name that every object has something under. */
const valueOf = (labels: Labels, name: string): string => (Object.hasOwn(labels, name) ? (labels[name] ?? '') : '');

/** The key of a group: its labels as JSON, in the order of the rule. */
export const groupKey = (groupBy: readonly string[], labels: Labels): string =>
  JSON.stringify(groupBy.map((name) => valueOf(labels, name)));

const groupLabels = (groupBy: readonly string[], labels: Labels): Labels =>
  Object.fromEntries(groupBy.map((name) => [name, valueOf(labels, name)]));

/** What to ask the series for. */
export function matchersOf(rule: AlertRule): readonly { readonly name: string; readonly labels?: Labels }[] {
  const wanted = Object.values(selectorsOf(rule.condition)).map(({ metric, labels }) => ({ name: metric, labels }));
  return [{ name: HEARTBEAT_METRIC }, ...wanted];
}

const nameOf = (key: string): string => key.split('{', 1)[0] ?? key;

/** Lays an answer of the series out for a rule. @throws RangeError when it has other steps than the rule. */
export function historyOf(rule: AlertRule, { from, step, series }: RangeAnswer): History {
  if (step !== rule.stepMs) throw new RangeError('the series are not kept in the steps of the rule');
  const groups = new Map<string, { labels: Labels; tracks: Track[] }>();
  // Without a label to group by there is the one group, whatever is heard of it.
  if (rule.groupBy.length === 0) groups.set(groupKey([], {}), { labels: {}, tracks: [] });
  const length = Math.max(0, ...series.map(({ points }) => points.length));
  const isUp = Array.from({ length }, () => false);
  for (const { key, labels, kind, points } of series) {
    if (nameOf(key) === HEARTBEAT_METRIC) points.forEach((point, index) => (isUp[index] ||= point !== null));
    for (const [part, { metric, labels: wanted }] of Object.entries(selectorsOf(rule.condition))) {
      if (!matches({ name: metric, labels: wanted }, nameOf(key), labels)) continue;
      const group = groupKey(rule.groupBy, labels);
      const known = groups.get(group) ?? { labels: groupLabels(rule.groupBy, labels), tracks: [] };
      known.tracks.push({ part: part as Part, labels, kind, points });
      groups.set(group, known);
    }
  }
  return { from, step, isUp, groups };
}

/** One reading of one step in which the server ran; null where it says nothing. What was not counted did not grow. */
export function read({ kind }: Track, point: RangePoint | null, reading: Reading): number | null {
  if (reading === 'increase' || reading === 'rate') {
    if (kind === 'gauge') return null;
    if (point === null || point.covered <= 0) return 0;
    const grown = kind === 'histogram' ? point.count : point.sum;
    return reading === 'increase' ? grown : grown / point.covered;
  }
  if (point === null || point.count === 0) return null;
  switch (reading) {
    case 'last':
      return point.last;
    case 'mean':
      return point.sum / point.count;
    case 'min':
      return point.min;
    case 'max':
      return point.max;
    default:
      return point.quantiles?.[QUANTILE_OF[reading] ?? 0] ?? null;
  }
}

/** How much was counted in a step: of a counter its increase, of a histogram how often it measured, of a gauge its mean. */
export const amountOf = (track: Track, point: RangePoint | null): number | null =>
  read(track, point, track.kind === 'gauge' ? 'mean' : 'increase');

/**
 * Of a group, what was heard of within the steps that a judgement looks at, so that one that knows more of the past judges the same.
 * @param index of the step that is judged.
 */
export function heardTracks(rule: AlertRule, { groups }: History, key: string, index: number): readonly Track[] {
  const first = Math.max(0, index - stepsNeeded(rule) + 1);
  const isHeard = ({ points }: Track): boolean => {
    for (let at = index; at >= first; at -= 1) if ((points[at] ?? null) !== null) return true;
    return false;
  };
  return groups.get(key)?.tracks.filter(isHeard) ?? [];
}
