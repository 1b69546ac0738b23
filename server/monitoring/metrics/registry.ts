import type { Labels, Sample, SeriesKind, Tick } from '#shared/monitoring/series.ts';
import { CounterChild, GaugeChild, HistogramChild } from './children.ts';
import { exposeFamily } from './exposition.ts';
import { checkDefinition, createFamily, type Definition, type Family, type HistogramDefinition } from './family.ts';
import { absorbFigures, drainFigures, type Figures } from './figures.ts';
import { sampleOf } from './samples.ts';

export type { Definition, HistogramDefinition } from './family.ts';
export type { Figures } from './figures.ts';

/** What is counted, under one set of labels: a plain number operation each time. */
export interface Counter {
  add(amount?: number): void;
}
export interface Gauge {
  set(value: number): void;
}
export interface Histogram {
  observe(value: number): void;
}

/** A metric. `with` looks up its child under a set of labels; who counts often keeps the child. */
export interface Metric<Child, Label extends string> {
  with(labels: Readonly<Record<Label, string>>): Child;
}

/** How one member of a metric stands. `largest` is of a histogram's values. */
export interface Standing {
  readonly labels: Labels;
  readonly value: number;
  readonly sum: number;
  readonly largest: number;
}

/** What a metric that is kept over time is. */
export interface KeptDefinition {
  readonly name: string;
  readonly kind: SeriesKind;
  readonly help: string;
  readonly labels: readonly string[];
}

/** The one module through which everything is measured. Each thread has its own; the gateway's absorbs what the others drain. */
export interface Registry {
  /** False where nothing is measured: then its children do nothing, and who would read a clock for them need not. */
  readonly isOn: boolean;
  /** Seconds of a clock that only grows, for measuring; 0 where nothing is measured. */
  now(): number;
  /** The metrics; the same name twice is a TypeError. */
  counter<const Label extends string = never>(definition: Definition<Label>): Metric<Counter, Label>;
  gauge<const Label extends string = never>(definition: Definition<Label>): Metric<Gauge, Label>;
  histogram<const Label extends string = never>(definition: HistogramDefinition<Label>): Metric<Histogram, Label>;
  /** Is run before each tick and drain: sets gauges that are looked up rather than followed. */
  beforeTick(look: () => void): void;
  /** What has come since the last tick. @param at UTC ms. */
  tick(at: number): Tick;
  /** All of it as Prometheus' text (format 0.0.4). */
  exposition(): string;
  /** What each metric that is kept over time is. */
  kept(): KeptDefinition[];
  /** How each member of a metric stands; of a histogram `value` is its count. Empty for what is not known. */
  standing(name: string): Standing[];
  /** Takes out all that was counted, for another thread's registry. */
  drain(): Figures;
  /** Adds what another thread has drained. What it knows and this one does not is left out. */
  absorb(figures: Figures): void;
}

export type Child = CounterChild | GaugeChild | HistogramChild;

/** @param now milliseconds of a clock that only grows. */
export function createRegistry(now: () => number = () => performance.now()): Registry {
  const families = new Map<string, Family<Child>>();
  const looks: (() => void)[] = [];

  function define<Made extends Child>(kind: SeriesKind, definition: Definition, make: () => Made): Family<Made> {
    checkDefinition(kind, definition);
    if (families.has(definition.name)) throw new TypeError(`${definition.name} is defined twice`);
    const family = createFamily(kind, definition, make);
    families.set(definition.name, family);
    // What needs no labels stands from the beginning, at nought: that nothing happened is a figure too.
    if (definition.labels === undefined || definition.labels.length === 0) family.with({});
    return family;
  }

  function look(): void {
    for (const one of looks) one();
  }

  return {
    isOn: true,
    now: () => now() / 1_000,
    counter: (definition) => define('counter', definition, () => new CounterChild()),
    gauge: (definition) => define('gauge', definition, () => new GaugeChild()),
    histogram: (definition) =>
      define('histogram', definition, () => new HistogramChild(definition.buckets, definition.isKept !== false)),
    beforeTick: (one) => void looks.push(one),
    tick: (at) => {
      look();
      const samples: Sample[] = [];
      for (const { definition, members } of families.values()) {
        if (definition.isKept === false) continue;
        for (const { key, child } of members()) {
          const sample = sampleOf(key, child);
          if (sample !== null) samples.push(sample);
        }
      }
      return { at, samples };
    },
    exposition: () => [...families.values()].map(exposeFamily).join(''),
    kept: () =>
      [...families.values()]
        .filter(({ definition }) => definition.isKept !== false)
        .map(({ kind, definition: { name, help, labels = [] } }) => ({ name, kind, help, labels })),
    standing: (name) =>
      [...(families.get(name)?.members() ?? [])].map(({ labels, child }) =>
        child instanceof HistogramChild
          ? { labels, value: child.count, sum: child.sum, largest: child.largest }
          : { labels, value: child.value, sum: child.value, largest: child.value },
      ),
    drain: () => {
      look();
      return drainFigures(families.values());
    },
    absorb: (figures) => {
      absorbFigures(figures, families);
    },
  };
}
