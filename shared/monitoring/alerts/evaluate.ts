import { z } from 'zod';
import { instant } from '#shared/wire/schemas.ts';
import type { Labels } from '#shared/monitoring/series.ts';
import { heardTracks, type History } from './history.ts';
import type { AlertRule } from './rule.ts';
import { judge, valueAt } from './value.ts';

/** A group that is not quiet. */
const groupState = z.strictObject({
  labels: z.record(z.string(), z.string()),
  phase: z.enum(['pending', 'firing']),
  /** The end of the first step in which it held, and when it fired, of the step in which it did. */
  since: instant,
  /** For how long it has been seen to hold; time of which nothing is known does not count. */
  heldMs: z.int().min(0),
  /** What was compared with the limit last. */
  value: z.number().nullable(),
});
type GroupState = z.infer<typeof groupState>;

/** What is known of a rule after the step that ended at `at`; quiet groups are left out. Nothing but data, so that it can be stored. */
export const ruleState = z.strictObject({ at: instant, groups: z.record(z.string(), groupState) });
export type RuleState = z.infer<typeof ruleState>;

export const quietSince = (at: number): RuleState => ({ at, groups: {} });

const indexOf = ({ from, step }: History, at: number): number => (at - from) / step - 1;

function judged(
  rule: AlertRule,
  history: History,
  key: string,
  before: GroupState | undefined,
  at: number,
): GroupState | null {
  const index = indexOf(history, at);
  const tracks = heardTracks(rule, history, key, index);
  // Of whom nothing was heard, nothing is said, unless there is the one group only.
  if (tracks.length === 0 && before === undefined && rule.groupBy.length > 0) return null;
  const labels = before?.labels ?? history.groups.get(key)?.labels ?? {};
  const value = valueAt(rule.condition, tracks, index, history);
  const { holds, clears } = judge(rule.condition, value);
  if (before?.phase === 'firing') return clears ? null : { ...before, value: value ?? before.value };
  if (!holds) return null;
  const heldMs = before === undefined ? 0 : before.heldMs + rule.stepMs;
  const known = { labels: { ...labels }, heldMs, value };
  if (heldMs >= rule.forMs) return { ...known, phase: 'firing', since: at };
  return { ...known, phase: 'pending', since: before?.since ?? at };
}

/**
 * What is known after the step that ends at `at`, from what was known before it: the one function by which alerts fire, are previewed and are tested against the past.
 * Of a step in which the server did not run nothing is known, and nothing changes.
 * @param history holds the step, and as many before it as `stepsNeeded` says.
 */
export function evaluate(rule: AlertRule, history: History, state: RuleState, at: number): RuleState {
  if (history.isUp[indexOf(history, at)] !== true) return { ...state, at };
  const groups: Record<string, GroupState> = {};
  const keys = new Set([...history.groups.keys(), ...Object.keys(state.groups)]);
  for (const key of keys) {
    const after = judged(rule, history, key, state.groups[key], at);
    if (after !== null) groups[key] = after;
  }
  return { at, groups };
}

export interface Transition {
  readonly kind: 'fired' | 'cleared';
  readonly key: string;
  readonly labels: Labels;
  /** When it fired, also of one that has cleared: with rule and group it says which firing it is. */
  readonly since: number;
  readonly at: number;
  /** What was compared last while it fired. */
  readonly value: number | null;
}

/** What became of the groups from one state to the next. */
export function transitions(before: RuleState, after: RuleState): readonly Transition[] {
  const isFiring = (group: GroupState | undefined): group is GroupState => group?.phase === 'firing';
  const found: Transition[] = [];
  for (const key of new Set([...Object.keys(before.groups), ...Object.keys(after.groups)])) {
    const [old, now] = [before.groups[key], after.groups[key]];
    if (isFiring(old) && !isFiring(now)) found.push({ kind: 'cleared', key, at: after.at, ...said(old) });
    if (!isFiring(old) && isFiring(now)) found.push({ kind: 'fired', key, at: after.at, ...said(now) });
  }
  return found;
}
const said = ({ labels, since, value }: GroupState) => ({ labels, since, value });
