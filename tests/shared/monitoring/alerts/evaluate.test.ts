import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backTest, valueTracks } from '#shared/monitoring/alerts/backTest.ts';
import { evaluate, quietSince, ruleState, transitions, type Transition } from '#shared/monitoring/alerts/evaluate.ts';
import { historyOf } from '#shared/monitoring/alerts/history.ts';
import { alertRule, stepsNeeded, type AlertRule, type Condition } from '#shared/monitoring/alerts/rule.ts';
import type { RangeAnswer } from '#shared/monitoring/series.ts';
import { DEPTH, madeAnswer, madeRule, STEP, type Made } from './madeHistory.ts';

const fired = (rule: AlertRule, series: readonly Made[], down: readonly number[] = []) =>
  backTest(rule, historyOf(rule, madeAnswer(series, down)), 0).map(({ labels, from, to }) => ({
    ...labels,
    from: from / STEP,
    to: to === null ? null : to / STEP,
  }));
const depth = (...values: readonly (number | null)[]): Made[] => [{ name: 'depth', values }];

describe('a threshold', () => {
  it('fires at the end of the first step beyond it, and is over at the end of the first that is not', () => {
    expect(fired(madeRule(), depth(0, 0, 11, 12, 10, 0, 20))).toEqual([
      { from: 3, to: 5 },
      { from: 7, to: null },
    ]);
  });

  it('fires only after it was seen to hold for as long as the rule says', () => {
    const rule = madeRule({ forMs: 2 * STEP });
    expect(fired(rule, depth(0, 11, 11, 0, 11, 11, 11, 0))).toEqual([{ from: 7, to: 8 }]);
  });

  it('is over only beyond the value that clears it', () => {
    const rule = madeRule({ condition: { ...DEPTH, clear: 4 } });
    expect(fired(rule, depth(0, 11, 5, 11, 9, 4, 9))).toEqual([{ from: 2, to: 6 }]);
  });

  it('below works the other way round', () => {
    const rule = madeRule({ condition: { ...DEPTH, is: 'below', limit: 3, clear: 6 } });
    expect(fired(rule, depth(9, 2, 4, 6, 9))).toEqual([{ from: 2, to: 4 }]);
  });

  it('is one alert for each group, and adds up what is in it', () => {
    const rule = madeRule({ groupBy: ['queue'] });
    const series = [
      { name: 'depth', labels: { queue: 'mail', place: 'a' }, values: [0, 6, 6, 0] },
      { name: 'depth', labels: { queue: 'mail', place: 'b' }, values: [0, 6, 0, 0] },
      { name: 'depth', labels: { queue: 'stripe' }, values: [0, 0, 11, 11] },
    ];
    expect(fired(rule, series)).toEqual([
      { queue: 'mail', from: 2, to: 3 },
      { queue: 'stripe', from: 3, to: null },
    ]);
  });

  it('counts what did not grow as no growth, and a quantile of nothing as nothing', () => {
    const silent = madeRule({
      condition: {
        ...DEPTH,
        of: { metric: 'messages_total', labels: {}, read: 'rate', across: 'sum' },
        is: 'below',
        limit: 1,
        clear: 1,
      },
    });
    const messages: Made[] = [{ name: 'messages_total', kind: 'counter', values: [120, 120, null, 120] }];
    expect(fired(silent, messages)).toEqual([{ from: 3, to: 4 }]);
    const slow = madeRule({
      condition: { ...DEPTH, of: { metric: 'latency_seconds', labels: {}, read: 'p95', across: 'max' } },
    });
    expect(fired(slow, [{ name: 'latency_seconds', kind: 'histogram', values: [1, 12, null, 1] }])).toEqual([
      { from: 2, to: 3 },
    ]);
  });
});

describe('while the server did not run', () => {
  it('nothing fires, nothing is over, and the time does not count', () => {
    const rule = madeRule({ forMs: 2 * STEP });
    expect(fired(rule, depth(0, 11, 11, 99, 99, 99, 11, 11, 0), [3, 4, 5])).toEqual([{ from: 7, to: 9 }]);
    expect(fired(madeRule(), depth(0, 11, 0, 0, 11, 0), [2, 3])).toEqual([{ from: 2, to: 6 }]);
  });
});

describe('a change', () => {
  it('is of so much, or of such a share, within a time', () => {
    const condition = { ...DEPTH, kind: 'change', withinMs: 2 * STEP, as: 'amount' } as const;
    expect(fired(madeRule({ condition }), depth(0, 0, 0, 5, 11, 12, 12))).toEqual([{ from: 5, to: 6 }]);
    const halved: Condition = { ...condition, as: 'share', is: 'below', limit: -0.5, clear: -0.2 };
    expect(fired(madeRule({ condition: halved }), depth(100, 100, 100, 40, 40, 40, 40))).toEqual([{ from: 4, to: 6 }]);
  });
});

describe('an absence', () => {
  const rule = madeRule({ condition: { kind: 'absence', of: { metric: 'depth', labels: {} } }, forMs: STEP });
  const after = (...values: readonly (number | null)[]) => depth(...Array.from({ length: 60 }, () => 1), ...values);

  it('fires when nothing is heard for that long while the server runs', () => {
    expect(fired(rule, after(null, null, null, 1))).toEqual([{ from: 62, to: 64 }]);
    expect(fired(rule, after(null, null, null, 1), [60, 61])).toEqual([]);
  });

  it('knows a group by what was heard of it before', () => {
    const each = { ...rule, groupBy: ['queue'] };
    const series = [
      { name: 'depth', labels: { queue: 'mail' }, values: [...Array.from({ length: 60 }, () => 1), null, null] },
    ];
    expect(fired(each, series)).toEqual([{ queue: 'mail', from: 62, to: null }]);
  });
});

describe('a ratio', () => {
  const condition: Condition = {
    kind: 'ratio',
    part: { metric: 'calls_total', labels: { outcome: 'failed' } },
    whole: { metric: 'calls_total', labels: {} },
    windowMs: 2 * STEP,
    atLeast: 10,
    is: 'above',
    limit: 0.2,
    clear: 0.1,
  };
  const calls = (failed: readonly number[], good: readonly number[]): Made[] => [
    { name: 'calls_total', kind: 'counter', labels: { outcome: 'failed' }, values: failed },
    { name: 'calls_total', kind: 'counter', labels: { outcome: 'good' }, values: good },
  ];

  it('is of what was counted in its window, and of enough of it', () => {
    expect(fired(madeRule({ condition }), calls([0, 0, 5, 5, 0, 0], [20, 20, 5, 5, 20, 20]))).toEqual([
      { from: 4, to: 6 },
    ]);
    expect(fired(madeRule({ condition }), calls([0, 0, 2, 2, 0], [0, 0, 2, 2, 0]))).toEqual([]);
  });
});

describe('a burn rate', () => {
  const condition: Condition = {
    kind: 'burn',
    bad: { metric: 'late_total', labels: {} },
    all: { metric: 'all_total', labels: {} },
    objective: 0.99,
    longMs: 6 * STEP,
    shortMs: 2 * STEP,
    limit: 10,
    clear: 1,
  };
  const counted = (bad: readonly number[]): Made[] => [
    { name: 'late_total', kind: 'counter', values: bad },
    { name: 'all_total', kind: 'counter', values: bad.map(() => 100) },
  ];

  it('needs both windows, and ends with the short one', () => {
    expect(fired(madeRule({ condition }), counted([0, 0, 0, 0, 0, 0, 30, 0, 0, 0]))).toEqual([]);
    // 40 and 40 of 600 is 13 times what one in a hundred allows; of the last 200 nothing is bad two steps later.
    expect(fired(madeRule({ condition }), counted([0, 0, 0, 0, 0, 0, 40, 40, 0, 0]))).toEqual([{ from: 8, to: 10 }]);
  });
});

describe('what a rule may not say', () => {
  it('is a clearing value beyond the limit, windows that are no whole steps, or a short window that is not shorter', () => {
    expect(alertRule.safeParse(madeRule()).success).toBe(true);
    const refused = [
      madeRule({ condition: { ...DEPTH, clear: 11 } }),
      madeRule({ condition: { ...DEPTH, is: 'below', clear: 9 } }),
      madeRule({ condition: { ...DEPTH, kind: 'change', withinMs: STEP + 1, as: 'amount' } }),
    ];
    for (const rule of refused) expect(alertRule.safeParse(rule).success).toBe(false);
  });
});

const value = fc.option(fc.integer({ min: 0, max: 20 }), { nil: null, freq: 6 });
const scene = fc.record({
  one: fc.array(value, { minLength: 1, maxLength: 40 }),
  other: fc.array(value, { minLength: 1, maxLength: 40 }),
  down: fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 15 }),
  forMs: fc.constantFrom(0, STEP, 3 * STEP),
  clear: fc.integer({ min: 0, max: 10 }),
  kind: fc.constantFrom('threshold' as const, 'change' as const, 'absence' as const),
  groupBy: fc.constantFrom<string[]>([], ['queue']),
  cuts: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
});
type Scene = typeof scene extends fc.Arbitrary<infer Value> ? Value : never;

function given({ one, other, down, forMs, clear, kind, groupBy }: Scene) {
  const conditions: Readonly<Record<Scene['kind'], Condition>> = {
    threshold: { ...DEPTH, clear },
    change: { ...DEPTH, kind: 'change', withinMs: 2 * STEP, as: 'amount', clear },
    absence: { kind: 'absence', of: { metric: 'depth', labels: {} } },
  };
  const rule = madeRule({ condition: conditions[kind], forMs, groupBy });
  const length = Math.max(one.length, other.length);
  const padded = (values: readonly (number | null)[]) => Array.from({ length }, (_, index) => values[index] ?? null);
  const answer = madeAnswer(
    [
      { name: 'depth', labels: { queue: 'mail' }, values: padded(one) },
      { name: 'depth', labels: { queue: 'stripe' }, values: padded(other) },
    ],
    down,
  );
  return { rule, answer, length };
}

/** What a server reads that has just been started: only as much of the past as the rule says that it needs. */
function lastOf({ from, step, series }: RangeAnswer, index: number, steps: number): RangeAnswer {
  const first = Math.max(0, index - steps + 1);
  return {
    from: from + first * step,
    step,
    series: series
      .map((one) => ({ ...one, points: one.points.slice(first, index + 1) }))
      .filter(({ points }) => points.some((point) => point !== null)),
  };
}

describe('whatever comes', () => {
  it('a server that is started anew at any time, and knows only what it stored, finds what the past says as a whole', () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        const { rule, answer, length } = given(drawn);
        const whole = historyOf(rule, answer);
        let [state, live] = [quietSince(0), quietSince(0)];
        for (let index = 0; index < length; index += 1) {
          const at = (index + 1) * STEP;
          state = evaluate(rule, whole, state, at);
          if (drawn.cuts[index] === true) live = ruleState.parse(JSON.parse(JSON.stringify(live)));
          live = evaluate(rule, historyOf(rule, lastOf(answer, index, stepsNeeded(rule))), live, at);
          expect(live).toEqual(state);
        }
      }),
    );
  });

  it('each group fires and clears in turn, never before its time, and not while nothing is known', () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        const { rule, answer, length } = given(drawn);
        const history = historyOf(rule, answer);
        const tracks = new Map(valueTracks(rule, history).map(({ key, values }) => [key, values]));
        let state = quietSince(0);
        const open = new Map<string, Transition>();
        for (let index = 0; index < length; index += 1) {
          const next = evaluate(rule, history, state, (index + 1) * STEP);
          for (const one of transitions(state, next)) {
            expect(history.isUp[index]).toBe(true);
            expect(open.has(one.key)).toBe(one.kind === 'cleared');
            if (one.kind === 'fired') {
              expect(one.since).toBe(one.at);
              const seen = rule.forMs / STEP + 1;
              const before = (tracks.get(one.key) ?? []).filter(
                (_, place) => place <= index && history.isUp[place] === true,
              );
              const beyond = before
                .slice(-seen)
                .map((known) => (rule.condition.kind === 'absence' ? known === 1 : (known ?? 0) > 10));
              expect(beyond).toEqual(Array.from({ length: seen }, () => true));
              open.set(one.key, one);
            } else {
              expect(one.since).toBe(open.get(one.key)?.since);
              open.delete(one.key);
            }
          }
          state = next;
        }
        expect(Object.values(state.groups).filter(({ phase }) => phase === 'firing')).toHaveLength(open.size);
      }),
    );
  });
});
