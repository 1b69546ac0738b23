import { z } from 'zod';
import { query } from '#shared/wire/contract.ts';
import { instant, nothing } from '#shared/wire/schemas.ts';

/** As many points as one series of an answer may have. */
export const MOST_STEPS = 2_000;
const LONGEST_MS = 3 * 366 * 86_400_000;

const name = z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,127}$/, 'must be the name of a metric');
const label = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/, 'must be the name of a label');
const labelValue = z.string().max(256);

const matcher = z.strictObject({
  name,
  labels: z
    .record(label, z.union([labelValue, z.array(labelValue).min(1).max(32)]))
    .refine((labels) => Object.keys(labels).length <= 8, 'must be at most 8 labels')
    .optional(),
});

/** See RangePoint in shared/monitoring/series.ts. */
const point = z.object({
  at: instant,
  covered: z.int(),
  count: z.int(),
  sum: z.number(),
  min: z.number(),
  max: z.number(),
  last: z.number(),
  quantiles: z.array(z.number()).optional(),
});

export const seriesContract = {
  /** What series did within a time: for each step one point, or null where nothing is known. */
  'monitoring.series': query({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'gateway',
    errors: [],
    input: z
      .strictObject({
        matchers: z.array(matcher).min(1).max(64),
        from: instant,
        /** Not part of it. */
        to: instant,
        /** Milliseconds, whole seconds. Where only coarser points are kept, the answer has a longer step. */
        step: z.int().min(1_000).max(LONGEST_MS).multipleOf(1_000),
        quantiles: z.array(z.number().min(0).max(1)).min(1).max(8).optional(),
      })
      .refine(({ from, to }) => to > from && to - from <= LONGEST_MS, {
        error: 'must be a time of at most three years',
        path: ['to'],
      })
      .refine(({ from, to, step }) => (to - from) / step <= MOST_STEPS, {
        error: `must give at most ${MOST_STEPS} steps`,
        path: ['step'],
      }),
    output: z.object({
      step: z.int(),
      /** Where the first step begins. */
      from: instant,
      series: z.array(
        z.object({
          key: z.string(),
          labels: z.record(z.string(), z.string()),
          kind: z.enum(['counter', 'gauge', 'histogram']),
          points: z.array(point.nullable()),
        }),
      ),
    }),
  }),
  /** What can be asked for, by name: each metric with the labels of the series that are kept of it. */
  'monitoring.metrics': query({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'gateway',
    errors: [],
    input: nothing,
    output: z.object({
      metrics: z.array(
        z.object({
          name: z.string(),
          kind: z.enum(['counter', 'gauge', 'histogram']),
          /** Null of one that this server no longer measures. */
          help: z.string().nullable(),
          /** Names of labels, in use or to be used. */
          labels: z.array(z.string()),
          /** The labels of each series; empty while nothing of it was measured. */
          series: z.array(z.record(z.string(), z.string())),
        }),
      ),
    }),
  }),
  /** What happened to the server within a time, for the margin of a chart; oldest first. */
  'monitoring.annotations': query({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'gateway',
    errors: [],
    input: z
      .strictObject({ from: instant, to: instant })
      .refine(({ from, to }) => to > from && to - from <= LONGEST_MS, {
        error: 'must be a time of at most three years',
        path: ['to'],
      }),
    output: z.object({
      annotations: z.array(
        z.object({
          at: instant,
          /** `release`: it came back as another version. */
          kind: z.enum(['start', 'restart', 'release']),
          version: z.string(),
          /** Until when it had run before; null for the first start. */
          downSince: instant.nullable(),
        }),
      ),
    }),
  }),
} as const;
