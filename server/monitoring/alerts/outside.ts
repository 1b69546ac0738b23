import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { createEvaluator, type EvaluatorOptions } from '#server/monitoring/alerts/gateway/evaluator.ts';
import { testRule } from '#server/monitoring/alerts/gateway/testRule.ts';

/** Series, told by somebody else than the store, and how often rules are looked at. */
export type GivenSeries = Partial<Pick<EvaluatorOptions, 'range' | 'everyMs'>>;

/** The gateway half of alerts: evaluates their rules, and tries rules out on the past. */
export function createAlertsGateway(options: EvaluatorOptions) {
  const { range, clock } = options;
  const { start, stop } = createEvaluator(options);
  return {
    handlers: {
      'monitoring.testAlertRule': (
        _context: unknown,
        input: ParsedInputOf<'monitoring.testAlertRule'>,
      ): Promise<OutputOf<'monitoring.testAlertRule'>> => testRule(range, input, clock()),
    },
    start,
    stop,
  };
}
