import type { EvaluatorOptions } from '#server/monitoring/alerts/gateway/evaluator.ts';
import { createAlertsGateway } from '#server/monitoring/alerts/outside.ts';
import type { Submit } from './ownCalls.ts';

/** Whoever tells the series itself. */
export type GivenSeries = Pick<EvaluatorOptions, 'range' | 'everyMs'>;

interface Surroundings {
  readonly submit: Submit;
  readonly clock: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onError: (error: unknown) => void;
  readonly given: GivenSeries | undefined;
}

/** Alerts over the series that this server keeps, or over others. */
export const startAlerts = ({ given, ...surroundings }: Surroundings) =>
  createAlertsGateway({
    ...surroundings,
    range: ({ from, step }) => Promise.resolve({ from, step, series: [] }),
    ...given,
  });
