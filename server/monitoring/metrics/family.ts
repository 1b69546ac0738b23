import { seriesKey, type Labels, type SeriesKind } from '#shared/monitoring/series.ts';

/** What a metric is. Names follow Prometheus: base units (`_seconds`, `_bytes`), counters end in `_total`. */
export interface Definition<Label extends string = string> {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly Label[];
  /** At most so many different sets of labels; whatever comes beyond them is counted as `other`. */
  readonly most?: number;
  /** False for what is told by `GET /metrics` and the screens of the moment only, and not kept over time. */
  readonly isKept?: boolean;
}

export interface HistogramDefinition<Label extends string = string> extends Definition<Label> {
  /** Upper bounds of the buckets, ascending, without +Inf. */
  readonly buckets: readonly number[];
}

/** One set of labels, and what is counted under it. */
export interface Member<Child> {
  readonly labels: Labels;
  /** Of the kept series. */
  readonly key: string;
  readonly child: Child;
}

export interface Family<Child> {
  readonly kind: SeriesKind;
  readonly definition: Definition;
  with(labels: Labels): Child;
  members(): Iterable<Member<Child>>;
}

/** What a set of labels that came too late is counted as. */
export const OVERFLOW = 'other';
const MOST = 40;

const NAME = /^[a-z][a-z0-9_]*$/;
const SUFFIXES: Readonly<Record<SeriesKind, RegExp>> = {
  counter: /_total$/,
  gauge: /(?<!_total|_count|_sum|_bucket)$/,
  histogram: /(?<!_total|_count|_sum|_bucket)$/,
};

/** @throws TypeError for what Prometheus would not take, or would take for something else. */
export function checkDefinition(kind: SeriesKind, { name, help, labels = [] }: Definition): void {
  if (!NAME.test(name) || !SUFFIXES[kind].test(name)) throw new TypeError(`${name} is no name of a ${kind}`);
  if (help === '') throw new TypeError(`${name} does not say what it is`);
  for (const label of labels)
    if (!NAME.test(label) || label === 'le') throw new TypeError(`${name}: ${label} is no label`);
}

/** The members of one metric: one for each set of labels, so many at most. */
export function createFamily<Child>(kind: SeriesKind, definition: Definition, make: () => Child): Family<Child> {
  const { name, labels: names = [], most = MOST } = definition;
  const members = new Map<string, Member<Child>>();

  function add(id: string, labels: Labels): Member<Child> {
    const member = { labels, key: seriesKey(name, labels), child: make() };
    members.set(id, member);
    return member;
  }

  return {
    kind,
    definition,
    with: (labels) => {
      const values = names.map((label) => labels[label] ?? '');
      const id = values.join('\u0000');
      const found = members.get(id);
      if (found !== undefined) return found.child;
      // The last place is kept for all that no longer fits.
      const fits = members.size < most - 1 || names.length === 0;
      const entries = names.map((label, index): [string, string] => [label, fits ? (values[index] ?? '') : OVERFLOW]);
      if (fits) return add(id, Object.fromEntries(entries)).child;
      const overflow = names.map(() => OVERFLOW).join('\u0000');
      return (members.get(overflow) ?? add(overflow, Object.fromEntries(entries))).child;
    },
    members: () => members.values(),
  };
}
