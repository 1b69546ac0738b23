import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { backTestSteps, valueTrackSteps, type ValueTrack } from '#shared/monitoring/alerts/backTest.ts';
import type { AlertRule } from '#shared/monitoring/alerts/rule.ts';
import { lastStep } from './follow.ts';
import { inSlices } from './inSlices.ts';
import { keptMs, readHistory, type Range } from './range.ts';

const MOST_STEPS = 11_000;
const MOST_FIRINGS = 100;
const MOST_TRACKS = 8;
/** A chart has no more points than that. */
const MOST_VALUES = 720;

/** The worst of each `every` values, so that no peak is lost. */
function thinned(values: readonly (number | null)[], every: number, isBelow: boolean): (number | null)[] {
  const worst = isBelow ? Math.min : Math.max;
  return Array.from({ length: Math.ceil(values.length / every) }, (_, place) => {
    const some = values.slice(place * every, (place + 1) * every).filter((one) => one !== null);
    return some.length === 0 ? null : worst(...some);
  });
}

const isBelowOf = ({ condition }: AlertRule): boolean => 'is' in condition && condition.is === 'below';
/** How much there is to see of a group: its firings, then its extreme value. */
const weightOf = ({ values }: ValueTrack, isBelow: boolean): number => {
  const some = values.filter((one) => one !== null);
  if (some.length === 0) return -Infinity;
  return isBelow ? -Math.min(...some) : Math.max(...some);
};

/** Answers `monitoring.testAlertRule`. */
export async function testRule(
  range: Range,
  { rule, from, to }: ParsedInputOf<'monitoring.testAlertRule'>,
  now: number,
): Promise<OutputOf<'monitoring.testAlertRule'>> {
  const { stepMs } = rule;
  const within = (at: number): number => Math.min(now, Math.max(0, at));
  const last = Math.min(lastStep(now, stepMs), Math.floor(within(to) / stepMs) * stepMs);
  const kept = Math.ceil((now - keptMs(stepMs)) / stepMs) * stepMs + 120 * stepMs;
  const first = Math.max(Math.ceil(within(from) / stepMs) * stepMs, kept, last - MOST_STEPS * stepMs);
  const nothing = { from: first, to: Math.max(first, last), stepMs, count: 0, firingMs: 0, firings: [], tracks: [] };
  if (first >= last) return { ...nothing, valueStepMs: stepMs };
  const history = await readHistory(range, rule, first, last);
  const firings = await inSlices(backTestSteps(rule, history, first));
  const isBelow = isBelowOf(rule);
  const skipped = Math.max(0, Math.round((first - history.from) / stepMs));
  const every = Math.max(1, Math.ceil((last - first) / stepMs / MOST_VALUES));
  const tracks = (await inSlices(valueTrackSteps(rule, history)))
    .map((track) => ({ ...track, values: track.values.slice(skipped) }))
    .toSorted((one, other) => weightOf(other, isBelow) - weightOf(one, isBelow))
    .slice(0, MOST_TRACKS)
    .map(({ labels, values }) => ({ labels: { ...labels }, values: thinned(values, every, isBelow) }));
  return {
    from: first,
    to: last,
    stepMs,
    count: firings.length,
    firingMs: firings.reduce((sum, one) => sum + (one.to ?? last) - one.from, 0),
    firings: firings
      .slice(-MOST_FIRINGS)
      .map(({ labels, from: began, to: ended }) => ({ labels: { ...labels }, from: began, to: ended })),
    tracks,
    valueStepMs: every * stepMs,
  };
}
