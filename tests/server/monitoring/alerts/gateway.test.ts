import { describe, expect, it } from 'vitest';
import type { Steps } from '#shared/monitoring/alerts/backTest.ts';
import { quietSince, type RuleState } from '#shared/monitoring/alerts/evaluate.ts';
import { HEARTBEAT_METRIC } from '#shared/monitoring/alerts/history.ts';
import { createEvaluator } from '#server/monitoring/alerts/gateway/evaluator.ts';
import { followRule, lastStep, toStore, type Work } from '#server/monitoring/alerts/gateway/follow.ts';
import { inSlices } from '#server/monitoring/alerts/gateway/inSlices.ts';
import { testRule } from '#server/monitoring/alerts/gateway/testRule.ts';
import { makeRule } from '#tests/support/alerts.ts';
import { newId } from '#tests/support/make.ts';
import { givenSeries, MINUTE, START } from './givenAlerts.ts';

const DAY = 24 * 60 * MINUTE;

/** A week in which the queue is deep for ten minutes each day, and the server was away for an hour in the middle of the third. */
function givenWeek() {
  const { hear, range } = givenSeries();
  for (let at = START - 8 * DAY; at < START; at += MINUTE) {
    const ago = START - at;
    if (ago <= 3 * DAY && ago > 3 * DAY - 60 * MINUTE) continue;
    hear(HEARTBEAT_METRIC, {}, at, 1);
    hear('depth', { queue: 'mail' }, at, ago % DAY > 0 && ago % DAY <= 10 * MINUTE ? 20 + (ago % 7) : 1);
  }
  return range;
}

describe('a rule that is tried on the past', () => {
  it('says how often and how long it would have fired, however much is asked for, with every peak in its chart', async () => {
    const asked: number[] = [];
    const week = givenWeek();
    const range: typeof week = (query) => {
      asked.push((query.to - query.from) / MINUTE);
      return week(query);
    };
    const found = await testRule(range, { rule: makeRule(), from: START - 6 * DAY, to: START }, START + 3_000);
    // The last ten minutes go on firing until now.
    expect(found).toMatchObject({ count: 6, stepMs: MINUTE, from: START - 6 * DAY, to: START });
    expect(found.firings.at(-1)).toMatchObject({ labels: { queue: 'mail' }, to: null });
    // One goes on through the hour in which nothing is known.
    expect(found.firingMs).toBe(5 * 10 * MINUTE + 9 * MINUTE + 60 * MINUTE);
    expect(Math.max(...asked)).toBeLessThanOrEqual(1_500);
    const [track] = found.tracks;
    expect(track?.values.length).toBeLessThanOrEqual(720);
    expect(track?.values.filter((value) => value !== null && value >= 20)).toHaveLength(6);
    expect(track?.values).toContain(null);
  });

  it('goes back no further than what is kept in its steps, and may find nothing', async () => {
    const range = givenWeek();
    const whole = await testRule(range, { rule: makeRule(), from: 0, to: START }, START + 3_000);
    expect(whole.from).toBeGreaterThan(START - 7 * DAY);
    const none = await testRule(range, { rule: makeRule(), from: START, to: START - DAY }, START + 3_000);
    expect(none).toMatchObject({ count: 0, firings: [], tracks: [] });
    const nowhere = await testRule(
      range,
      { rule: makeRule(), from: Number.MAX_SAFE_INTEGER, to: Number.MIN_SAFE_INTEGER },
      START,
    );
    expect(nowhere).toMatchObject({ count: 0, from: START, to: START });
    const coarse: typeof range = async (query) => ({ ...(await range(query)), step: 60 * MINUTE });
    await expect(testRule(coarse, { rule: makeRule(), from: START - DAY, to: START }, START)).rejects.toThrow(
      RangeError,
    );
  });
});

it('a rule is tried in slices, between which everybody else has a turn', async () => {
  const turns: number[] = [];
  let isOver = false;
  const others = (): void => {
    turns.push(done);
    if (!isOver) setImmediate(others);
  };
  let done = 0;
  function* steps(): Steps<string> {
    for (; done < 100; done += 1) yield;
    return 'done';
  }
  setImmediate(others);
  // Each look at the clock takes a millisecond.
  let now = 0;
  expect(await inSlices(steps(), () => (now += 1))).toBe('done');
  isOver = true;
  expect(turns.filter((one) => one > 0 && one < 100).length).toBeGreaterThan(5);
});

const work = (changes: Partial<Work> = {}): Work => ({
  id: newId(),
  revision: 1,
  rule: makeRule(),
  state: null,
  ...changes,
});

describe('following a rule', () => {
  it('begins with what comes, and does nothing until a step is over', async () => {
    const range = givenWeek();
    const now = START + 3_000;
    const { ahead } = await followRule(range, work(), undefined, now);
    expect(ahead).toMatchObject({ from: null, state: quietSince(lastStep(now, MINUTE)), transitions: [] });
    expect(toStore(work(), ahead)).toBeNull();
    const known = work({ state: quietSince(START) });
    const same = await followRule(range, known, undefined, now);
    expect(toStore(known, same.ahead)).toBeNull();
  });

  it('stores what is news at once, what goes on each minute, and what is quiet each hour', () => {
    const labels = { queue: 'mail' };
    const group = { labels, phase: 'firing' as const, since: START, heldMs: 0, value: 12 };
    const firing = (at: number) => ({ at, groups: { '["mail"]': group } });
    const ahead = (state: RuleState) => ({ revision: 1, from: START, startedAt: START, state, transitions: [] });
    const quiet = work({ state: quietSince(START) });
    expect(toStore(quiet, ahead(quietSince(START + 59 * MINUTE)))).toBeNull();
    expect(toStore(quiet, ahead(quietSince(START + 60 * MINUTE)))).not.toBeNull();
    expect(toStore(quiet, ahead(firing(START + MINUTE)))).not.toBeNull();
    const fires = work({ state: firing(START) });
    expect(toStore(fires, ahead(firing(START + 59_000)))).toBeNull();
    expect(toStore(fires, ahead(firing(START + MINUTE)))).not.toBeNull();
  });

  it('catches up a long pause in parts, from what is kept at most', async () => {
    const range = givenWeek();
    const known = work({ state: quietSince(START - 2 * DAY) });
    const first = await followRule(range, known, undefined, START + 3_000);
    expect(first.hasMore).toBe(true);
    const second = await followRule(range, known, first.ahead, START + 3_000);
    const third = await followRule(range, known, second.ahead, START + 3_000);
    expect(third).toMatchObject({ hasMore: false, ahead: { from: START - 2 * DAY, state: { at: START } } });
    expect(third.ahead.transitions.map(({ kind }) => kind)).toEqual(['fired', 'cleared', 'fired']);
    const old = await followRule(range, work({ state: quietSince(0) }), undefined, START + 3_000);
    expect(old.ahead.state.at).toBeGreaterThan(START - 7 * DAY);
  });

  it('follows a clock that was set back, and waits for one that is a little behind', async () => {
    const range = givenWeek();
    const far = work({ state: quietSince(START + DAY) });
    const { ahead } = await followRule(range, far, undefined, START + 3_000);
    expect(ahead.state.at).toBe(START);
    expect(toStore(far, ahead)).toMatchObject({ from: START + DAY, state: { at: START } });
    const further = work({ state: quietSince(START + 3 * MINUTE) });
    expect((await followRule(range, further, undefined, START + 3_000)).ahead.state.at).toBe(START);
    const near = work({ state: quietSince(START + 2 * MINUTE) });
    expect((await followRule(range, near, undefined, START + 3_000)).ahead.state.at).toBe(START + 2 * MINUTE);
  });

  it('forgets what it knew of another revision', async () => {
    const range = givenWeek();
    const { ahead } = await followRule(range, work({ state: quietSince(START - MINUTE) }), undefined, START + 3_000);
    const other = work({ revision: 2, state: quietSince(START - 2 * MINUTE) });
    expect((await followRule(range, other, ahead, START + 3_000)).ahead).toMatchObject({
      revision: 2,
      from: START - 2 * MINUTE,
    });
  });
});

describe('a round', () => {
  it('keeps no rule waiting for one that cannot be recorded, nor who is to be told, and says so once', async () => {
    const rules = [1, 2, 3].map(() => work({ state: quietSince(START - 2 * MINUTE) }));
    const recorded: string[] = [];
    const called: string[] = [];
    const failures: unknown[] = [];
    let isWell = false;
    const submit = (name: string, input: { evaluations?: readonly { ruleId: string }[] }) => {
      called.push(name);
      if (name === 'monitoring.alertWork') return Promise.resolve({ rules, nextStepAt: START });
      const ids = input.evaluations?.map(({ ruleId }) => ruleId) ?? [];
      if (!isWell && ids.includes(rules[0]?.id ?? '')) return Promise.reject(new Error('the row is broken'));
      recorded.push(...ids);
      return Promise.resolve({ recorded: ids, nextStepAt: null, hasMore: false });
    };
    const { hear, range } = givenSeries();
    for (let at = START - 10 * MINUTE; at < START; at += MINUTE) {
      hear(HEARTBEAT_METRIC, {}, at, 1);
      hear('depth', { queue: 'mail' }, at, 12);
    }
    const evaluator = createEvaluator({
      submit: submit as never,
      range,
      clock: () => START + 3_000,
      after: () => () => undefined,
      onError: (error) => void failures.push(error),
    });
    await evaluator.round();
    await evaluator.round();
    expect(recorded).toEqual(expect.arrayContaining([rules[1]?.id, rules[2]?.id]));
    expect(recorded).not.toContain(rules[0]?.id);
    expect(called).toContain('monitoring.escalateAlerts');
    expect(called.filter((name) => name === 'monitoring.forgetAlerts')).toHaveLength(1);
    expect(failures).toHaveLength(1);
    isWell = true;
    await evaluator.round();
    expect(recorded).toContain(rules[0]?.id);
  });
});
