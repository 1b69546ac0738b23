import { z } from 'zod';
import { line, text } from '#shared/wire/schemas.ts';

export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How long a step is, in milliseconds: a rule judges each whole one, once. All are multiples of what the series are kept in. */
export const STEPS_MS = [10_000, 60_000, 300_000, 3_600_000] as const;

/** What is made of one step of a series. `rate`: per second, of counters and of how often a histogram measured. */
export const READINGS = ['last', 'mean', 'min', 'max', 'increase', 'rate', 'p50', 'p90', 'p95', 'p99'] as const;
export type Reading = (typeof READINGS)[number];

/** What is made of several series in one group: their sum, or the largest or smallest of them. */
export const ACROSS = ['sum', 'max', 'min'] as const;

const HOUR_MS = 3_600_000;
const LONGEST_WINDOW_MS = 24 * HOUR_MS;
/** Of the shortest steps, four hours: they are kept for a day. */
const MOST_STEPS = 1_440;

const metricName = z
  .string()
  .max(100)
  .regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, 'must be the name of a metric');
const labelName = z
  .string()
  .max(60)
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be the name of a label');
const duration = z.int().min(0).max(LONGEST_WINDOW_MS);
const window = duration.min(1);
const limit = z.number().min(-1e15).max(1e15);

/** Series by name and by labels that have exactly these values. */
export const selector = z.strictObject({
  metric: metricName,
  labels: z.record(labelName, text.max(200)).refine((labels) => Object.keys(labels).length <= 10, 'too many labels'),
});
export type Selector = z.infer<typeof selector>;

const measure = selector.extend({ read: z.enum(READINGS), across: z.enum(ACROSS) });
export type Measure = z.infer<typeof measure>;

/** `clear`: a firing alert is over only on the other side of it. For `above` it is at most `limit`, for `below` at least. */
const bound = { is: z.enum(['above', 'below']), limit, clear: limit };

export const condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('threshold'), of: measure, ...bound }),
  /** How much it has changed within a time; `share`: of what it was, so that 0.5 is half as much again. */
  z.strictObject({
    kind: z.literal('change'),
    of: measure,
    withinMs: window,
    as: z.enum(['amount', 'share']),
    ...bound,
  }),
  /** Nothing at all is heard of it while the server runs; the rule's `forMs` says for how long. */
  z.strictObject({ kind: z.literal('absence'), of: selector }),
  /** What is counted as a part of the whole, over a time; nothing is said where the whole is less than `atLeast`. */
  z.strictObject({
    kind: z.literal('ratio'),
    part: selector,
    whole: selector,
    windowMs: window,
    atLeast: z.number().min(0).max(1e15),
    ...bound,
  }),
  /**
   * How many times faster than allowed an error budget is used up, over a long and a short window at once: the long one says that it matters, the short one
   * that it still goes on (The Site Reliability Workbook, chapter 5, "multiwindow, multi-burn-rate alerts").
   */
  z.strictObject({
    kind: z.literal('burn'),
    bad: selector,
    all: selector,
    objective: z.number().min(0.5).max(0.99999),
    longMs: window,
    shortMs: window,
    limit: limit.min(0),
    clear: limit.min(0),
  }),
]);
export type Condition = z.infer<typeof condition>;

const isOrdered = (one: Condition): boolean => {
  if (one.kind === 'absence') return true;
  return one.kind !== 'burn' && one.is === 'below' ? one.clear >= one.limit : one.clear <= one.limit;
};
/** The windows of a condition, in milliseconds. */
const windowsOf = (one: Condition): readonly number[] => {
  if (one.kind === 'change') return [one.withinMs];
  if (one.kind === 'ratio') return [one.windowMs];
  return one.kind === 'burn' ? [one.longMs, one.shortMs] : [];
};

/** What a rule says; its id, revision and author are the server's. */
export const alertRule = z
  .strictObject({
    name: line(80),
    /** What to look at when it fires, for whoever is called. */
    help: text.max(500),
    condition,
    stepMs: z.union(STEPS_MS.map((step) => z.literal(step))),
    /** For how long it must be seen to hold before it fires. */
    forMs: duration,
    severity: z.enum(SEVERITIES),
    /** One alert for each set of values of these labels; one for all without any. */
    groupBy: z
      .array(labelName)
      .max(4)
      .refine((names) => new Set(names).size === names.length, 'each label once'),
    isEnabled: z.boolean(),
  })
  .refine((rule) => isOrdered(rule.condition), {
    path: ['condition', 'clear'],
    message: 'must not be beyond the limit',
  })
  .refine((rule) => windowsOf(rule.condition).every((one) => one % rule.stepMs === 0), {
    path: ['stepMs'],
    message: 'must divide the windows',
  })
  .refine((rule) => windowsOf(rule.condition).every((one) => one <= MOST_STEPS * rule.stepMs), {
    path: ['stepMs'],
    message: 'is too short for such windows',
  })
  .refine(({ condition: one }) => one.kind !== 'burn' || one.shortMs < one.longMs, {
    path: ['condition', 'shortMs'],
    message: 'must be shorter than the long window',
  });
export type AlertRule = z.infer<typeof alertRule>;

/** The series that a condition reads, by the part they have in it. */
export function selectorsOf(one: Condition): Readonly<Partial<Record<'of' | 'part' | 'whole', Selector>>> {
  if (one.kind === 'ratio') return { part: one.part, whole: one.whole };
  return one.kind === 'burn' ? { part: one.bad, whole: one.all } : { of: one.of };
}

/** Who was heard within so many steps is known: that nothing grew, or that nothing is heard any more, is said of nobody else. */
const REMEMBERED = 60;

/** How many steps a judgement looks at, the judged one included. */
export function stepsNeeded({ condition: one, stepMs }: Pick<AlertRule, 'condition' | 'stepMs'>): number {
  return Math.max(REMEMBERED, ...windowsOf(one).map((window) => window / stepMs + 1));
}
