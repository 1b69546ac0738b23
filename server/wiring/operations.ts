import type { CallWatch } from '#server/billing/outside.ts';
import type { Connection } from '#server/dispatch/connection.ts';
import { createConnectionsGateway } from '#server/monitoring/connections.ts';
import { databaseHandlers } from '#server/monitoring/database.ts';
import { createActivity } from '#server/monitoring/lineActivity.ts';
import { EXPOSITION_TYPE } from '#server/monitoring/metrics/exposition.ts';
import { createServices } from '#server/monitoring/services.ts';
import { storedBytes } from '#server/storage/storedBytes.ts';
import type { createInstruments } from './instruments.ts';
import { keepSeries, type KeepSeriesOptions } from './keepSeries.ts';
import type { Submit } from './ownCalls.ts';
import { watchFigures, type WatchFiguresOptions } from './watchFigures.ts';

export interface OperationsOptions extends Pick<WatchFiguresOptions, 'clock' | 'now' | 'after' | 'onError'> {
  readonly submit: Submit;
  readonly instruments: ReturnType<typeof createInstruments>;
  readonly databaseFile: string;
  readonly server: Pick<KeepSeriesOptions, 'writer' | 'threadEntry' | 'logger'>;
  /** The lines that are open. */
  readonly lines: () => Iterable<Connection>;
  /** Asked for later than this is made. */
  readonly stripe: () => { isConnected(): boolean; ask(): Promise<unknown> };
}

/** What whoever looks after the server sees and does: connections, services, the database; and what is measured of them. */
export function createOperations(options: OperationsOptions) {
  const { submit, instruments, databaseFile, lines, stripe, clock, now } = options;
  const activity = createActivity();
  const measured = instruments.lines(lines);
  const services = createServices({
    clock,
    now,
    onCall: instruments.services.called,
    isConnected: { stripe: () => stripe().isConnected() },
    ask: { stripe: () => stripe().ask() },
  });
  const stored = () => storedBytes(databaseFile);
  const { writer, threadEntry, logger } = options.server;
  const { onTick, registry } = instruments;
  const series = keepSeries({ databaseFile, writer, threadEntry, logger, clock, onTick, registry });
  let stopLooking = (): Promise<void> => Promise.resolve();

  return {
    handlers: {
      ...createConnectionsGateway({ open: lines, activity, submit, clock }),
      ...services.handlers,
      ...databaseHandlers({ registry, stored }),
      ...series.handlers,
    },
    /** What is kept of metrics. */
    range: series.range,
    onServiceCall: ((call) => {
      services.heard('stripe', call);
    }) satisfies CallWatch,
    onCall: activity.called,
    onOpen: (line: Connection): void => {
      activity.opened(line, clock());
      measured.opened(line);
    },
    onClose: (line: Connection, reason: string): void => {
      activity.closed(line);
      measured.closed(line, reason);
    },
    /** Who may read `GET /metrics`, and what it says. */
    metrics: (token: string | null, isPublic: boolean) =>
      instruments.registry.isOn
        ? { token, isPublic, type: EXPOSITION_TYPE, text: instruments.registry.exposition }
        : null,
    start: (collect: () => void): void => {
      instruments.start(collect);
      if (instruments.registry.isOn)
        stopLooking = watchFigures({ ...options, stored, instruments: instruments.figures });
    },
    /** Resolves when nothing of it is under way. */
    stop: async (): Promise<void> => {
      instruments.stop();
      await stopLooking();
      await series.stop();
    },
  };
}
