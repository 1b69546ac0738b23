import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { SERVICES } from '#shared/monitoring/services/contract.ts';

type Service = (typeof SERVICES)[number];
type Shown = OutputOf<'monitoring.services'>['services'][number];

/** One call to a service. `failure`: why it did not answer, in words; an answer that we do not like is an answer. */
export interface ServiceCall {
  readonly failure: string | null;
  readonly seconds: number;
}

export interface ServicesOptions {
  readonly clock: () => number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Told of each call, for the metrics. */
  readonly onCall: (service: Service, outcome: 'ok' | 'failed', seconds: number) => void;
  readonly isConnected: Readonly<Record<Service, () => boolean>>;
  /** Asks something harmless. @throws AppError with what went wrong. */
  readonly ask: Readonly<Record<Service, () => Promise<unknown>>>;
}

/** The median and the slowest are of so many calls. */
const RECENT = 100;

interface Known {
  calls: number;
  failures: number;
  recent: number[];
  lastAnswerAt: number | null;
  lastFailure: Shown['lastFailure'];
  isFailing: boolean;
}

/** How the services outside answer: seen from the calls that are made anyway. */
export function createServices({ clock, now, onCall, isConnected, ask }: ServicesOptions) {
  const known = new Map<Service, Known>(
    SERVICES.map((service) => [
      service,
      { calls: 0, failures: 0, recent: [], lastAnswerAt: null, lastFailure: null, isFailing: false },
    ]),
  );

  function stateOf(service: Service, { calls, isFailing }: Known): Shown['state'] {
    if (!isConnected[service]()) return 'off';
    if (calls === 0) return 'unknown';
    return isFailing ? 'failing' : 'ok';
  }

  return {
    /** Hears of every call to a service. */
    heard: (service: Service, { failure, seconds }: ServiceCall): void => {
      const one = known.get(service);
      if (one === undefined) return;
      one.calls += 1;
      one.recent.push(seconds * 1_000);
      if (one.recent.length > RECENT) one.recent.shift();
      one.isFailing = failure !== null;
      if (failure === null) one.lastAnswerAt = clock();
      else {
        one.failures += 1;
        one.lastFailure = { at: clock(), message: failure };
      }
      onCall(service, failure === null ? 'ok' : 'failed', seconds);
    },
    handlers: {
      'monitoring.services': (): OutputOf<'monitoring.services'> => ({
        services: [...known].map(([service, one]) => {
          const sorted = one.recent.toSorted((a, b) => a - b);
          return {
            service,
            state: stateOf(service, one),
            calls: one.calls,
            failures: one.failures,
            medianMs: sorted[Math.floor((sorted.length - 1) / 2)] ?? null,
            slowestMs: sorted.at(-1) ?? null,
            lastAnswerAt: one.lastAnswerAt,
            lastFailure: one.lastFailure,
          };
        }),
      }),
      'monitoring.testService': async (
        _context: unknown,
        { service }: ParsedInputOf<'monitoring.testService'>,
      ): Promise<OutputOf<'monitoring.testService'>> => {
        if (!isConnected[service]())
          throw new AppError('CONFLICT', 'This service is not connected.', { reason: 'notConnected' });
        const from = now();
        try {
          await ask[service]();
          return { isOk: true, tookMs: now() - from, failure: null };
        } catch (thrown) {
          if (!(thrown instanceof AppError)) throw thrown;
          return { isOk: false, tookMs: now() - from, failure: thrown.message };
        }
      },
    },
  };
}
