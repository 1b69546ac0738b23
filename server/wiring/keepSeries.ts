import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Tick } from '#shared/monitoring/series.ts';
import { startSeries } from '#server/core/startSeries.ts';
import type { Registry } from '#server/monitoring/metrics/registry.ts';
import { seriesHandlers } from '#server/monitoring/series/handlers.ts';

/** What two years of 300 series are meant to fit into. */
const MAXIMUM_BYTES = 300_000_000;

export interface KeepSeriesOptions {
  /** Beside it the metrics have a file of their own. */
  readonly databaseFile: string;
  readonly writer: 'worker' | 'inline';
  readonly threadEntry: URL;
  readonly logger: Logger;
  /** UTC ms. */
  readonly clock: () => number;
  readonly onTick: (listener: (tick: Tick) => void) => void;
  /** What is measured, in words. */
  readonly registry: Pick<Registry, 'kept'>;
}

/** The program's, which lies two folders above its threads' code whether it is built or not. */
function versionOf(threadEntry: URL): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', threadEntry), 'utf8')) as {
    readonly version: string;
  };
  return version;
}

/** Keeps what is measured, once a second. */
export function keepSeries({ databaseFile, writer, threadEntry, logger, clock, onTick, registry }: KeepSeriesOptions) {
  const keeper = startSeries({
    file: path.join(path.dirname(databaseFile), 'metrics.db'),
    version: versionOf(threadEntry),
    maximumBytes: MAXIMUM_BYTES,
    mode: writer,
    threadEntry,
    clock,
    warn: (message, cause) => {
      logger.warn({ err: cause }, message);
    },
  });
  onTick(keeper.append);
  return {
    handlers: seriesHandlers({ ...keeper, definitions: registry.kept }),
    range: keeper.range,
    stop: keeper.close,
  };
}
