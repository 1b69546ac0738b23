import { unlinkSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { RangeQuery } from '#shared/monitoring/series.ts';
import { decodeSketch, RELATIVE_ACCURACY } from '#shared/monitoring/sketch.ts';
import { LEVELS, levelFor, type Level } from '#server/monitoring/series/levels.ts';
import { makeYears, slotsKept, type Behaviour } from '#tests/support/yearsOfSeries.ts';
import type { Sql } from './bareThread.ts';

const SCHEMA = `
  CREATE TABLE point (
    series INTEGER, level INTEGER, at INTEGER, covered INTEGER, count INTEGER, sum REAL, min REAL, max REAL, last REAL,
    PRIMARY KEY (series, level, at)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE bucket (
    series INTEGER, level INTEGER, at INTEGER, bucket INTEGER, count INTEGER, PRIMARY KEY (series, level, at, bucket)
  ) STRICT, WITHOUT ROWID`;

/**
 * The same series as plain rows, as somebody would keep them who wants to ask SQL: a row for each point, and for quantiles a row for each bucket. `last` is asked of neither side's
 * rows: finding it would cost SQL another look-up for each step.
 */
export function writeBareSeries(file: string, now: number, series: readonly Behaviour[]): void {
  const years = makeYears(1);
  const database = new Database(file);
  database.pragma('page_size = 16384');
  database.pragma('journal_mode = WAL');
  database.exec(SCHEMA);
  const point = database.prepare('INSERT INTO point VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const bucket = database.prepare('INSERT INTO bucket VALUES (?, ?, ?, ?, ?)');
  for (const [index, behaviour] of series.entries())
    for (const level of LEVELS.keys())
      database.transaction(() => {
        for (const slot of slotsKept(level, now, 1))
          for (const { at, covered, count, sum, min, max, last, sketch } of years.slot(behaviour, level, slot)) {
            point.run(index, level, at, covered, count, sum, min, max, last);
            if (sketch === null) continue;
            const { first, counts } = decodeSketch(sketch);
            for (const [place, inBucket] of counts.entries())
              if (inBucket > 0) bucket.run(index, level, at, first + place, inBucket);
          }
      })();
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.exec('ANALYZE');
  database.close();
  for (const suffix of ['-wal', '-shm'])
    try {
      unlinkSync(`${file}${suffix}`);
    } catch {
      // Closing has removed it.
    }
}

const GAMMA = (1 + RELATIVE_ACCURACY) / (1 - RELATIVE_ACCURACY);
const WHERE = 'WHERE series = ? AND level = ? AND at >= ? AND at < ? GROUP BY';
/** Better-sqlite3 binds numbers as doubles, which would not be divided as whole ones: the step stands in the text. */
const stepOf = (told: number): string => `at / ${String(told)} * ${String(told)} AS step`;
const numbers = (told: number): string => `
  SELECT ${stepOf(told)}, sum(covered) AS covered, sum(count) AS count, sum(sum) AS sum, min(min) AS min, max(max) AS max
  FROM point ${WHERE} 1`;
const quantileColumn = (quantile: number, index: number): string =>
  `2 * pow(${String(GAMMA)}, min(bucket) FILTER (WHERE passed > ${String(quantile)} * (total - 1))) / ${String(GAMMA + 1)} AS q${String(index)}`;

/** A range as somebody would write it who knows the tables: one statement a series. */
export function bareRange({ from, to, step, quantiles }: RangeQuery, series: number, now: number): readonly Sql[] {
  const level = levelFor(step, from, now);
  const { stepMs }: Level = LEVELS[level] ?? LEVELS[0];
  const told = Math.ceil(step / stepMs) * stepMs;
  const parameters = [series, level, Math.floor(from / told) * told, to];
  if (quantiles === undefined) return [{ sql: `${numbers(told)} ORDER BY 1`, parameters }];
  const sql = `
    WITH numbers AS (${numbers(told)}), sums AS (
      SELECT ${stepOf(told)}, bucket, sum(count) AS n FROM bucket ${WHERE} 1, 2
    ), places AS (
      SELECT step, bucket, sum(n) OVER (PARTITION BY step ORDER BY bucket) AS passed, sum(n) OVER (PARTITION BY step) AS total FROM sums
    ), quantiles AS (SELECT step, ${quantiles.map(quantileColumn).join(', ')} FROM places GROUP BY step)
    SELECT * FROM numbers LEFT JOIN quantiles USING (step) ORDER BY step`;
  return [{ sql, parameters: [...parameters, ...parameters] }];
}
