import type { Sketch } from './sketch.ts';

/** `counter`: by how much something has grown within an interval. `gauge`: how it stood. `histogram`: what single things measured. */
export type SeriesKind = 'counter' | 'gauge' | 'histogram';

export type Labels = Readonly<Record<string, string>>;

/** What one series did within one tick. Values have the unit that the metric's name says (`_seconds`, `_bytes`). */
export type Sample =
  | { readonly key: string; readonly kind: 'counter'; readonly increase: number }
  | { readonly key: string; readonly kind: 'gauge'; readonly value: number }
  | {
      readonly key: string;
      readonly kind: 'histogram';
      readonly count: number;
      readonly sum: number;
      readonly min: number;
      readonly max: number;
      readonly sketch: Sketch;
    };

/** What has come within the second that ended at `at` (UTC ms). Nothing but data, so that it crosses threads as it is. */
export interface Tick {
  readonly at: number;
  readonly samples: readonly Sample[];
}

/** A series that is kept, without what it did. */
export interface KeptSeries {
  readonly key: string;
  readonly kind: SeriesKind;
}

/** Series of this name, each label that is given having the value, or one of the values. */
export interface SeriesMatcher {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/**
 * What a series did from `at` (UTC ms) until a step later. `count`: of a counter and a gauge, the ticks heard; of a histogram, the things measured. `min`, `max`, `last`: of single
 * ticks, or of single things measured. Of a counter, `sum` is by how much it grew. `covered`: how many seconds of the step were heard; fewer than the step has where the server
 * was not running, or the step goes on.
 */
export interface RangePoint {
  readonly at: number;
  readonly covered: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly last: number;
  /** As many as were asked for, of histograms only. */
  readonly quantiles?: readonly number[] | undefined;
}

/** One series of a range: a point for each step, null where nothing is known of it. */
export interface RangeSeries {
  readonly key: string;
  readonly labels: Labels;
  readonly kind: SeriesKind;
  readonly points: readonly (RangePoint | null)[];
}

export interface RangeQuery {
  readonly matchers: readonly SeriesMatcher[];
  /** UTC ms; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
  /** Milliseconds, a whole number of seconds; what is kept may be coarser, and the answer says so. */
  readonly step: number;
  /** Each from 0 to 1. */
  readonly quantiles?: readonly number[] | undefined;
}

export interface RangeAnswer {
  /** Milliseconds from a point to the next. */
  readonly step: number;
  /** Where the first step begins, UTC ms. */
  readonly from: number;
  readonly series: readonly RangeSeries[];
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };
const escape = (value: string): string => value.replace(/[\\"\n]/g, (found) => ESCAPES[found] ?? found);
const unescape = (value: string): string =>
  value.replace(/\\([\\"n])/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));

/** `name{a="b",c="d"}`, labels sorted and values escaped as in Prometheus' text; the bare name when there are none. */
export function seriesKey(name: string, labels: Labels = {}): string {
  const entries = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return name;
  return `${name}{${entries.map(([label, value]) => `${label}="${escape(value)}"`).join(',')}}`;
}

const KEY = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.+)\})?$/s;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"(?:,|$)/gsy;

/** What a key says. @throws RangeError for what is none. */
export function parseSeriesKey(key: string): { readonly name: string; readonly labels: Labels } {
  const [, name, inside] = KEY.exec(key) ?? [];
  if (name === undefined) throw new RangeError(`${key} is no key of a series`);
  const labels: Record<string, string> = {};
  if (inside === undefined) return { name, labels };
  let read = 0;
  for (const [whole, label = '', value = ''] of inside.matchAll(LABEL)) {
    labels[label] = unescape(value);
    read += whole.length;
  }
  if (read !== inside.length) throw new RangeError(`${key} is no key of a series`);
  return { name, labels };
}

/** Whether a series is one of those meant. */
export function matches(matcher: SeriesMatcher, name: string, labels: Labels): boolean {
  if (matcher.name !== name) return false;
  return Object.entries(matcher.labels ?? {}).every(([label, wanted]) => {
    const value = labels[label];
    if (value === undefined) return false;
    return typeof wanted === 'string' ? value === wanted : wanted.includes(value);
  });
}
