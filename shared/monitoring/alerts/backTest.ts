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

/**
 * Evaluates a rule over the past, with the function that live evaluation uses.
 * @param start UTC ms, of the first step that is judged; what lies before it in the history is only looked back at.
 */
export function backTest(rule: AlertRule, history: History, start: number): readonly PastFiring[] {
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
  }
  return firings;
}

/** The line that a chart draws beside the limit. */
export function valueTracks(rule: AlertRule, history: History): readonly ValueTrack[] {
  return [...history.groups].map(([key, { labels }]) => ({
    key,
    labels,
    values: history.isUp.map((isUp, index) =>
      isUp ? valueAt(rule.condition, heardTracks(rule, history, key, index), index, history) : null,
    ),
  }));
}
