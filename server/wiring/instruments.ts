import type { Committed } from '#server/journal/context.ts';
import type { Tick } from '#shared/monitoring/series.ts';
import { createCallInstruments } from '#server/monitoring/metrics/instruments/calls.ts';
import { createFeedInstruments } from '#server/monitoring/metrics/instruments/feed.ts';
import { createFigureInstruments } from '#server/monitoring/metrics/instruments/figures.ts';
import { createLineInstruments } from '#server/monitoring/metrics/instruments/lines.ts';
import { watchProcess } from '#server/monitoring/metrics/instruments/process.ts';
import { createServiceInstruments } from '#server/monitoring/metrics/instruments/services.ts';
import { watchThread } from '#server/monitoring/metrics/instruments/threads.ts';
import { createWebhookInstruments } from '#server/monitoring/metrics/instruments/webhooks.ts';
import { createRegistry } from '#server/monitoring/metrics/registry.ts';
import { createSilentRegistry } from '#server/monitoring/metrics/silentRegistry.ts';
import { everySecond } from './everySecond.ts';

export interface InstrumentsOptions {
  /** False measures nothing: the other side of `npm run bench -- metrics`. */
  readonly isMeasured: boolean;
  /** UTC milliseconds. */
  readonly clock: () => number;
  readonly onError: (error: unknown) => void;
}

/** The gateway's registry with all that is measured there. Without measuring, whoever would tell an instrument has none. */
export function createInstruments({ isMeasured, clock, onError }: InstrumentsOptions) {
  const registry = isMeasured ? createRegistry() : createSilentRegistry();
  const whenMeasured = <Made>(make: (of: typeof registry) => Made): Made | undefined =>
    isMeasured ? make(registry) : undefined;
  const listeners: ((tick: Tick) => void)[] = [];
  let stopTicking = (): void => undefined;
  let unwatch = (): void => undefined;

  const feed = whenMeasured(createFeedInstruments);
  return {
    registry,
    calls: whenMeasured(createCallInstruments),
    feed,
    /** What was committed has been told. @param heardAt by `performance.now()`. */
    told: (committed: readonly Committed[], heardAt: number): void => {
      const newest = committed.at(-1);
      if (newest !== undefined) feed?.told(newest.seq, (performance.now() - heardAt) / 1_000);
    },
    services: createServiceInstruments(registry),
    webhooks: whenMeasured(createWebhookInstruments),
    figures: createFigureInstruments(registry),
    lines: (open: Parameters<typeof createLineInstruments>[1]) => createLineInstruments(registry, open),
    /** Hears every tick, from the next on. */
    onTick: (listener: (tick: Tick) => void): void => void listeners.push(listener),
    /** @param collect asks the core's threads what they have counted; it is in the tick after. */
    start: (collect: () => void): void => {
      if (!isMeasured) return;
      unwatch = watchThread(registry, 'gateway');
      watchProcess(registry);
      stopTicking = everySecond(() => {
        try {
          const tick = registry.tick(clock());
          for (const listener of listeners) listener(tick);
          collect();
        } catch (error) {
          onError(error);
        }
      });
    },
    stop: (): void => {
      stopTicking();
      unwatch();
    },
  };
}
