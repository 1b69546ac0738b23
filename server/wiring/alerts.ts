import { createAlertsGateway } from '#server/monitoring/alerts/outside.ts';
import type { Submit } from './ownCalls.ts';

interface Surroundings {
  readonly submit: Submit;
  readonly clock: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onError: (error: unknown) => void;
}

/** Alerts over the series that this server keeps. */
export const startAlerts = (surroundings: Surroundings) =>
  createAlertsGateway({
    ...surroundings,
    range: ({ from, step }) => Promise.resolve({ from, step, series: [] }),
  });
