import type { RangeAnswer, RangePoint, RangeQuery, RangeSeries } from '#shared/monitoring/series.ts';
import { historyOf, matchersOf, QUANTILES, type History } from '#shared/monitoring/alerts/history.ts';
import { stepsNeeded, type AlertRule } from '#shared/monitoring/alerts/rule.ts';

/** Reads series. @throws what their store throws. */
export type Range = (query: RangeQuery) => Promise<RangeAnswer>;

/** For how long steps of a length are kept, in milliseconds (shared/monitoring/series.ts). */
export function keptMs(stepMs: number): number {
  const hour = 3_600_000;
  if (stepMs < 60_000) return 24 * hour;
  return stepMs < hour ? 7 * 24 * hour : 2 * 365 * 24 * hour;
}

/** So many steps are asked for at once: a store answers with so many points at most. */
const AT_ONCE = 1_500;

/** Answers that follow each other, as one. */
function joined(answers: readonly RangeAnswer[], step: number): RangeAnswer {
  const from = answers[0]?.from ?? 0;
  const last = answers.at(-1);
  const length = last === undefined ? 0 : (last.from - from) / step + (last.series[0]?.points.length ?? 0);
  const series = new Map<string, RangeSeries & { readonly points: (RangePoint | null)[] }>();
  for (const answer of answers)
    for (const one of answer.series) {
      const whole = series.get(one.key) ?? { ...one, points: Array.from({ length }, () => null) };
      series.set(one.key, whole);
      const place = (answer.from - from) / step;
      one.points.forEach((point, index) => (whole.points[place + index] = point));
    }
  return { from, step, series: [...series.values()] };
}

/**
 * The steps from `from` until `to` (UTC ms, multiples of the rule's), and before them those that judging the first one looks back at.
 * @throws RangeError when they are not kept so finely any more.
 */
export async function readHistory(range: Range, rule: AlertRule, from: number, to: number): Promise<History> {
  const step = rule.stepMs;
  const matchers = matchersOf(rule);
  const answers: RangeAnswer[] = [];
  for (let at = from - (stepsNeeded(rule) - 1) * step; at < to; at += AT_ONCE * step) {
    const answer = await range({
      matchers,
      from: at,
      to: Math.min(to, at + AT_ONCE * step),
      step,
      quantiles: QUANTILES,
    });
    if (answer.step !== step) throw new RangeError('the series are not kept in the steps of the rule');
    answers.push(answer);
  }
  return historyOf(rule, joined(answers, step));
}
