import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Sample, Tick } from '#shared/monitoring/series.ts';
import { addToSketch, createSketch } from '#shared/monitoring/sketch.ts';
import { openSeriesStore, type SeriesStore } from '#server/monitoring/series/store.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A histogram's sample of these values. */
export function measured(key: string, values: readonly number[]): Sample {
  const sketch = createSketch();
  for (const value of values) addToSketch(sketch, value);
  return {
    key,
    kind: 'histogram',
    count: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    min: values.length === 0 ? 0 : Math.min(...values),
    max: values.length === 0 ? 0 : Math.max(...values),
    sketch,
  };
}

export const gauge = (key: string, value: number): Sample => ({ key, kind: 'gauge', value });
export const counter = (key: string, increase: number): Sample => ({ key, kind: 'counter', increase });

/** The tick that tells of the second that began at `second`. */
export const tickOf = (second: number, ...samples: Sample[]): Tick => ({ at: second + SECOND, samples });

export interface GivenSeries {
  readonly file: string;
  readonly warnings: string[];
  readonly store: SeriesStore;
  /** Closes the store and opens it at another time (UTC ms). */
  restart(now: number, options?: { readonly version?: string; readonly isKilled?: boolean }): void;
  isAside(): boolean;
  close(): void;
}

/** A store in a directory of its own, opened at `now`. */
export function givenSeries(now: number, { maximumBytes = 300e6, mostSeries = 5_000 } = {}): GivenSeries {
  const directory = makeTemporaryDirectory();
  const file = path.join(directory.path, 'metrics.db');
  const warnings: string[] = [];
  const open = (at: number, version: string): SeriesStore =>
    openSeriesStore({
      file,
      version,
      maximumBytes,
      mostSeries,
      clock: () => at,
      warn: (message) => void warnings.push(message),
    });
  let store = open(now, '1.0.0');
  const killed: SeriesStore[] = [];
  return {
    file,
    warnings,
    get store() {
      return store;
    },
    restart: (at, { version = '1.0.0', isKilled = false } = {}) => {
      if (isKilled) killed.push(store);
      else store.close();
      store = open(at, version);
    },
    isAside: () => existsSync(file.replace('.db', '.damaged.db')),
    close: () => {
      store.close();
      directory.remove();
    },
  };
}
