import type { Labels } from '#shared/monitoring/series.ts';
import { evaluate, quietSince, transitions } from './evaluate.ts';
import { heardTracks, type History } from './history.ts';
import type { AlertRule } from './rule.ts';
import { valueAt } from './value.ts';

/** A firing as it would have been. */
interface PastFiring {
  readonly key: string;
  readonly labels: Labels;
  readonly from: number;
  /** Null while it goes on at the end. */
  readonly to: number | null;
}

/** What a rule compares with its limit, step by step, for one group; null where the server did not run or there was nothing to compare. */
export interface ValueTrack {
  readonly key: string;
  readonly labels: Labels;
  readonly values: readonly (number | null)[];
}

/** What takes long in a row: after each step it may be left alone for a while. */
export type Steps<Result> = Generator<undefined, Result>;

function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/**
 * Evaluates a rule over the past, with the function that live evaluation uses.
 * @param start UTC ms, of the first step that is judged; what lies before it in the history is only looked back at.
 */
export function* backTestSteps(rule: AlertRule, history: History, start: number): Steps<readonly PastFiring[]> {
  const { from, step, isUp } = history;
  const firings: { key: string; labels: Labels; from: number; to: number | null }[] = [];
  const first = Math.max(0, Math.ceil((start - from) / step));
  let state = quietSince(from + first * step);
  for (let index = first; index < isUp.length; index += 1) {
    const next = evaluate(rule, history, state, from + (index + 1) * step);
    for (const { kind, key, labels, since, at } of transitions(state, next)) {
      const open = firings.find((one) => one.key === key && one.to === null);
      if (kind === 'fired') firings.push({ key, labels, from: since, to: null });
      else if (open !== undefined) open.to = at;
    }
    state = next;
    yield;
  }
  return firings;
}

/** The lines that a chart draws beside the limit. */
export function* valueTrackSteps(rule: AlertRule, history: History): Steps<readonly ValueTrack[]> {
  const tracks: ValueTrack[] = [];
  for (const [key, { labels }] of history.groups) {
    const values: (number | null)[] = [];
    for (const [index, isUp] of history.isUp.entries()) {
      values.push(isUp ? valueAt(rule.condition, heardTracks(rule, history, key, index), index, history) : null);
      yield;
    }
    tracks.push({ key, labels, values });
  }
  return tracks;
}

/** All of it at once. */
export const backTest = (rule: AlertRule, history: History, start: number): readonly PastFiring[] =>
  atOnce(backTestSteps(rule, history, start));
export const valueTracks = (rule: AlertRule, history: History): readonly ValueTrack[] =>
  atOnce(valueTrackSteps(rule, history));
