import { z } from 'zod';
import { command, event, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing, text } from '#shared/wire/schemas.ts';
import { ruleState } from './evaluate.ts';
import { alertRule, SEVERITIES } from './rule.ts';
import { route } from './routing.ts';

const labels = z.record(z.string().max(60), text.max(200));
const severity = z.enum(SEVERITIES);

/** Why an alert is over: its value came back, somebody said so, or its rule says something else now. */
const RESOLUTIONS = ['recovered', 'person', 'ruleChanged', 'ruleRemoved'] as const;

export const alert = z.object({
  /** The same for the same rule, group and start, whoever finds it and how often. */
  id,
  ruleId: id,
  /** The rule as it was when it fired. */
  rule: alertRule,
  severity,
  /** Of its group. */
  labels,
  startedAt: instant,
  /** What was compared with the limit when it fired, and last while it did. */
  value: z.number().nullable(),
  lastValue: z.number().nullable(),
  acknowledged: z.object({ by: id, at: instant }).nullable(),
  /** `by` is null where nobody did it. */
  resolved: z.object({ by: id.nullable(), at: instant, as: z.enum(RESOLUTIONS) }).nullable(),
  /** Nobody is told before then. */
  silencedUntil: instant.nullable(),
  /** By which route, how many of its steps were told, and when the next is; null where none is left. */
  routeName: z.string(),
  told: z.int(),
  nextStepAt: instant.nullable(),
});
export type Alert = z.infer<typeof alert>;

const storedRule = z.object({ id, revision: z.int(), rule: alertRule, changedAt: instant });
export type StoredRule = z.infer<typeof storedRule>;

export const silence = z.object({
  id,
  /** Null for every rule. */
  ruleId: id.nullable(),
  labels,
  startsAt: instant,
  endsAt: instant,
  reason: z.string(),
  createdBy: id,
});
export type Silence = z.infer<typeof silence>;

/** Some firings more are counted than shown. */
const pastFiring = z.object({ labels, from: instant, to: instant.nullable() });

const admin = { principals: ['staff'], permission: 'monitoring.manage', place: 'core' } as const;
const change = { ...admin, repetition: 'receipt' } as const;
/** Of alerts that the caller was told of, whatever their roles. */
const told = { principals: ['staff'], permission: null, whose: 'own', place: 'core' } as const;
const system = { principals: ['system'], permission: null, place: 'core', errors: [] } as const;
const which = z.strictObject({ alertId: id });
const named = which.extend({ id });
const detail = z.object({
  alert,
  told: z.array(z.object({ step: z.int(), accountId: id, name: z.string(), at: instant })),
  /** Who did something with it. */
  people: z.array(z.object({ accountId: id, name: z.string() })),
});

export const alertsContract = {
  /**
   * `open`: what fires, the worst first; `over`: what has, the last first, with those that began before `before`. All that began with the last one of a page are on it, too.
   */
  'monitoring.alerts': query({
    ...admin,
    errors: [],
    input: z.strictObject({
      view: z.enum(['open', 'over']),
      ruleId: id.optional(),
      before: instant.optional(),
      limit: z.int().min(1).max(1_000).default(50),
    }),
    output: z.object({ alerts: z.array(alert), hasMore: z.boolean() }),
  }),
  'monitoring.alertCounts': query({
    ...admin,
    errors: [],
    input: nothing,
    /** `firing`: of those that nobody has acknowledged. */
    output: z.object({ firing: z.int(), acknowledged: z.int(), worst: severity.nullable() }),
  }),
  /** One alert, with who was told of it and what was done. */
  'monitoring.alert': query({ ...admin, errors: ['NOT_FOUND'], input: which, output: detail }),
  'monitoring.toldAlert': query({ ...told, errors: ['NOT_FOUND'], input: which, output: detail }),
  /** Somebody sees to it: nobody else is told. */
  'monitoring.acknowledgeAlert': command({
    ...change,
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: named,
    output: alert,
  }),
  /** Also from a notification's button, by a service worker that has no line but HTTP. */
  'monitoring.acknowledgeToldAlert': command({
    ...told,
    http: { method: 'POST', path: '/api/v1/alerts/acknowledge' },
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: named,
    output: alert,
  }),
  /** It is over, whatever its value: it fires anew only after the value has come back. */
  'monitoring.resolveAlert': command({
    ...change,
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: named,
    output: alert,
  }),

  'monitoring.alertRules': query({
    ...admin,
    errors: [],
    input: nothing,
    output: z.object({ rules: z.array(storedRule) }),
  }),
  /** Adds a rule, or changes it when `revision` is the one that was read; 0 adds. What fires of it is over when it says something else. */
  'monitoring.saveAlertRule': command({
    ...change,
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ id, ruleId: id, revision: z.int().min(0), rule: alertRule }),
    output: storedRule,
  }),
  'monitoring.removeAlertRule': command({
    ...change,
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ id, ruleId: id }),
    output: nothing,
  }),
  /** What a rule would have done, by the function that live evaluation uses, and the values that it would have compared. */
  'monitoring.testAlertRule': query({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'gateway',
    errors: [],
    input: z.strictObject({ rule: alertRule, from: instant, to: instant }),
    output: z.object({
      /** Of the first step that was judged; what is not kept in the rule's steps is left out. */
      from: instant,
      to: instant,
      stepMs: z.int(),
      count: z.int(),
      /** How long it fired, of all groups. */
      firingMs: z.int(),
      /** The last ones. */
      firings: z.array(pastFiring).max(100),
      /** The groups with most to show; values of one step each, or the extreme one of several where there are many. */
      tracks: z.array(z.object({ labels, values: z.array(z.number().nullable()) })).max(8),
      /** Milliseconds from a value to the next. */
      valueStepMs: z.int(),
    }),
  }),

  'monitoring.silences': query({
    ...admin,
    errors: [],
    input: nothing,
    /** Those that have not ended, by their end. */
    output: z.object({ silences: z.array(silence) }),
  }),
  /** Nobody is told of what it covers until it ends; what fires then is told. */
  'monitoring.silenceAlerts': command({
    ...change,
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({
      id,
      ruleId: id.nullable(),
      labels: labels.refine((all) => Object.keys(all).length <= 10, 'too many labels'),
      endsAt: instant,
      reason: line(200),
    }),
    output: silence,
  }),
  'monitoring.endSilence': command({
    ...change,
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ id, silenceId: id }),
    output: nothing,
  }),

  /** In the order in which they are looked at, with the people that a step can name. */
  'monitoring.alertRoutes': query({
    ...admin,
    errors: [],
    input: nothing,
    output: z.object({
      routes: z.array(route),
      /** Counts the changes; the next one names it. */
      revision: z.int(),
      people: z.array(z.object({ accountId: id, name: z.string() })),
      timeZone: z.string(),
    }),
  }),
  'monitoring.setAlertRoutes': command({
    ...change,
    errors: ['CONFLICT'],
    input: z.strictObject({ id, revision: z.int().min(0), routes: z.array(route).max(20) }),
    output: z.object({ revision: z.int() }),
  }),

  /** What is to be evaluated, and when somebody is to be told next. */
  'monitoring.alertWork': query({
    ...system,
    input: nothing,
    output: z.object({
      rules: z.array(storedRule.omit({ changedAt: true }).extend({ state: ruleState.nullable() })),
      /** Null where nobody is to be told of anything. */
      nextStepAt: instant.nullable(),
    }),
  }),
  /**
   * What evaluating found, for each rule from the state that is stored (`from`, null for none) to another. A rule that was changed, or evaluated further, meanwhile is left as it is.
   */
  'monitoring.recordEvaluations': command({
    ...system,
    repetition: 'none',
    input: z.strictObject({
      evaluations: z
        .array(
          z.strictObject({
            ruleId: id,
            revision: z.int(),
            from: instant.nullable(),
            state: ruleState,
            /** What became of the groups on the way, in order. */
            transitions: z.array(
              z.strictObject({
                kind: z.enum(['fired', 'cleared']),
                key: z.string(),
                labels,
                since: instant,
                at: instant,
                value: z.number().nullable(),
              }),
            ),
          }),
        )
        .max(200),
    }),
    output: z.object({ recorded: z.array(id) }),
  }),
  /** Tells whoever is to be told by now: what fires and was not acknowledged, step by step. */
  'monitoring.escalateAlerts': command({
    ...system,
    repetition: 'none',
    input: nothing,
    output: z.object({ nextStepAt: instant.nullable() }),
  }),

  /** Lets go of some of what is long over: alerts with who was told, silences, rules that were removed. */
  'monitoring.forgetAlerts': command({
    ...system,
    repetition: 'none',
    input: nothing,
    output: z.object({ hasMore: z.boolean() }),
  }),

  'monitoring.alertChanged': event({ audience: ['staff'], fleeting: false, data: alert }),
  /** Rules, silences or routes are others now: read them anew. */
  'monitoring.alertSettingsChanged': event({
    audience: ['staff'],
    fleeting: false,
    data: z.object({ what: z.enum(['rules', 'silences', 'routes']) }),
  }),
} as const;
