import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import {
  evaluate,
  quietSince,
  transitions,
  type RuleState,
  type Transition,
} from '#shared/monitoring/alerts/evaluate.ts';
import { keptMs, readHistory, type Range } from './range.ts';

export type Work = OutputOf<'monitoring.alertWork'>['rules'][number];
export type Evaluation = ParsedInputOf<'monitoring.recordEvaluations'>['evaluations'][number];

/** What is known of a rule beyond what is stored. */
export interface Ahead {
  readonly revision: number;
  /** The stored state that it goes on from; null before the first. */
  readonly from: number | null;
  /** Where it began, stored or not. */
  readonly startedAt: number;
  readonly state: RuleState;
  /** Not stored yet. */
  readonly transitions: readonly Transition[];
}

/** The last second may still be on its way into the store. */
const LATE_MS = 2_000;
/** So many steps at once; the next round goes on. */
const MOST_STEPS = 1_000;
/** A clock that was set back by more than this, and a step, is followed; so does the store of the series. */
const SET_BACK_MS = 60_000;
/** At most so much is evaluated again after a crash: while something is pending or fires, and while all is quiet, when nothing is worth a commit. */
const STORED_EVERY_MS = 60_000;
const QUIET_STORED_EVERY_MS = 60 * 60_000;

/** The end of the last step that is over. */
export const lastStep = (now: number, stepMs: number): number => Math.floor((now - LATE_MS) / stepMs) * stepMs;

/** Where evaluating a rule goes on: further than what is stored when it was evaluated since, and never behind what is kept. */
function startOf({ revision, rule, state }: Work, ahead: Ahead | undefined, last: number): Ahead {
  const from = state?.at ?? null;
  const known = ahead?.revision === revision && ahead.from === from ? ahead : null;
  const start = known ?? { revision, from, startedAt: from ?? last, state: state ?? quietSince(last), transitions: [] };
  const oldest = last - Math.floor(keptMs(rule.stepMs) / 2 / rule.stepMs) * rule.stepMs;
  if (start.state.at < oldest) return { ...start, state: { ...start.state, at: oldest } };
  if (start.state.at > last + rule.stepMs + SET_BACK_MS) return { ...start, state: { ...start.state, at: last } };
  // After an edit its steps may lie otherwise.
  return start.state.at % rule.stepMs === 0
    ? start
    : { ...start, state: { ...start.state, at: Math.min(last, lastStep(start.state.at, rule.stepMs)) } };
}

/**
 * Evaluates what is over of a rule. @returns what is known then, and whether there is more to do at once.
 * @throws what reading the series throws.
 */
export async function followRule(
  range: Range,
  work: Work,
  before: Ahead | undefined,
  now: number,
): Promise<{ readonly ahead: Ahead; readonly hasMore: boolean }> {
  const { rule } = work;
  const last = lastStep(now, rule.stepMs);
  const start = startOf(work, before, last);
  const until = Math.min(last, start.state.at + MOST_STEPS * rule.stepMs);
  if (until <= start.state.at) return { ahead: start, hasMore: false };
  const history = await readHistory(range, rule, start.state.at, until);
  let { state } = start;
  const found: Transition[] = [...start.transitions];
  while (state.at < until) {
    const next = evaluate(rule, history, state, state.at + rule.stepMs);
    found.push(...transitions(state, next));
    state = next;
  }
  return { ahead: { ...start, state, transitions: found }, hasMore: until < last };
}

/** What is to be stored of it now, or null: whatever fired or is over at once, everything else now and then. */
export function toStore(
  { id, state: stored }: Work,
  { revision, from, state, transitions: found, startedAt }: Ahead,
): Evaluation | null {
  const isNews = found.length > 0 || phasesOf(stored) !== phasesOf(state);
  const every = Object.keys(state.groups).length === 0 ? QUIET_STORED_EVERY_MS : STORED_EVERY_MS;
  if (!isNews && Math.abs(state.at - (from ?? startedAt)) < every) return null;
  if (state.at === from) return null;
  const copies = found.map((one) => ({ ...one, labels: { ...one.labels } }));
  return { ruleId: id, revision, from, state, transitions: copies };
}

const phasesOf = (state: RuleState | null): string =>
  JSON.stringify(Object.entries(state?.groups ?? {}).map(([key, { phase, since }]) => [key, phase, since]));
