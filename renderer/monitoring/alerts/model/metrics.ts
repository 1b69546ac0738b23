import type { alertsWords } from '#renderer/monitoring/alerts/words.en.ts';
import type { SelectOption } from '#renderer/ui/Select.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { alertRule, selector } from '#shared/monitoring/alerts/rule.ts';
import { matches, type Labels } from '#shared/monitoring/series.ts';
import { labelsOf } from './draft.ts';

export type Metric = OutputOf<'monitoring.metrics'>['metrics'][number];
type Words = (typeof alertsWords)['metrics'];

/** The parts of what is written with commas between. */
export const partsOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const textOf = (parts: readonly string[]): string => parts.join(', ');

/** Whether all that was typed is found in a text. */
function finds(typed: string, text: string): boolean {
  const known = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word));
}

export const metricNamed = (metrics: readonly Metric[] | null, name: string): Metric | undefined =>
  metrics?.find((metric) => metric.name === name.trim());

/** With what was typed itself, where it could be one that has not come yet. */
function orTyped(options: readonly SelectOption[], typed: string, isPossible: boolean, note: string): SelectOption[] {
  const isThere = options.some(({ value }) => value === typed);
  return isPossible && !isThere ? [...options, { value: typed, label: typed, note }] : [...options];
}

/** The metrics in whose names or words all is found that was typed. */
export function metricOptions(metrics: readonly Metric[] | null, typed: string, words: Words): SelectOption[] {
  const found = (metrics ?? [])
    .filter(({ name, help }) => finds(typed, `${name} ${help ?? ''}`))
    .map(({ name, kind, help, series }) => ({
      value: name,
      label: name,
      note: series.length === 0 ? words.unheard : words.kinds[kind],
      help: help ?? words.former,
    }));
  const name = typed.trim();
  // One that is there under another search is no new one.
  const isNew = metricNamed(metrics, name) === undefined;
  return orTyped(found, name, isNew && selector.shape.metric.safeParse(name).success, words.unheard);
}

const seriesWith = (metric: Metric, labels: Labels): readonly Labels[] =>
  metric.series.filter((series) => matches({ name: metric.name, labels }, metric.name, series));

/** Values that series have beside those that are chosen already; of those that no series has, all are offered. */
export function labelOptions(metric: Metric | undefined, chosen: string, typed: string, words: Words): SelectOption[] {
  const labels = labelsOf(chosen) ?? {};
  const beside = metric === undefined ? [] : seriesWith(metric, labels);
  const series = beside.length > 0 ? beside : (metric?.series ?? []);
  const pairs = series.flatMap((one) =>
    Object.entries(one)
      .filter(([name]) => !Object.hasOwn(labels, name))
      .map(([name, value]) => `${name}=${value}`),
  );
  const found = [...new Set(pairs)]
    .filter((pair) => finds(typed, pair))
    .sort()
    .map((pair) => ({ value: pair, label: pair }));
  const [name = '', ...rest] = typed.split('=');
  const pair = `${name.trim()}=${rest.join('=').trim()}`;
  const isPair = rest.length > 0 && Object.keys(labelsOf(pair) ?? {}).length === 1 && !pair.includes(',');
  return orTyped(found, pair, isPair && !Object.hasOwn(labels, name.trim()), words.unheard);
}

/** The labels by which the series of some metrics can be told apart. */
export function groupOptions(
  metrics: readonly (Metric | undefined)[],
  chosen: readonly string[],
  typed: string,
  words: Words,
): SelectOption[] {
  const names = [...new Set(metrics.flatMap((metric) => metric?.labels ?? []))].filter(
    (name) => !chosen.includes(name) && finds(typed, name),
  );
  const name = typed.trim();
  const isName = !chosen.includes(name) && alertRule.shape.groupBy.safeParse([name]).success;
  return orTyped(
    names.map((value) => ({ value, label: value })),
    name,
    isName,
    words.unheard,
  );
}

/** Whether any series has been kept of it; null where nobody can say, since nothing sensible is written or the metrics are not known. */
export function isHeard(metrics: readonly Metric[] | null, name: string, labels = ''): boolean | null {
  const wanted = labelsOf(labels);
  if (metrics === null || wanted === null || !selector.shape.metric.safeParse(name.trim()).success) return null;
  const metric = metricNamed(metrics, name);
  return metric !== undefined && seriesWith(metric, wanted).length > 0;
}
