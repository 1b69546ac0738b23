import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Tick } from '#shared/monitoring/series.ts';
import { startSeries } from '#server/core/startSeries.ts';
import { seriesHandlers } from '#server/monitoring/series/handlers.ts';

const SECOND = 1_000;
/** What two years of 300 series are meant to fit into. */
const MAXIMUM_BYTES = 300_000_000;

export interface KeepSeriesOptions {
  readonly directory: string;
  readonly mode: 'worker' | 'inline';
  readonly threadEntry: URL;
  /** UTC ms. */
  readonly clock: () => number;
  /** What has come since the last. */
  readonly tick: (at: number) => Tick;
  readonly logger: Logger;
}

/** The program's, which lies two folders above its threads' code whether it is built or not. */
function versionOf(threadEntry: URL): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', threadEntry), 'utf8')) as {
    readonly version: string;
  };
  return version;
}

/** Keeps what is measured, once a second. */
export function keepSeries({ directory, mode, threadEntry, clock, tick, logger }: KeepSeriesOptions) {
  const keeper = startSeries({
    file: path.join(directory, 'metrics.db'),
    version: versionOf(threadEntry),
    maximumBytes: MAXIMUM_BYTES,
    mode,
    threadEntry,
    clock,
    warn: (message, cause) => {
      logger.warn({ cause: cause === undefined ? undefined : String(cause) }, message);
    },
  });
  let timer: NodeJS.Timeout | undefined;
  /** Just after a second has ended, so that a tick tells of that one. */
  function waitForSecond(): void {
    timer = setTimeout(
      () => {
        keeper.append(tick(clock()));
        waitForSecond();
      },
      SECOND - (Date.now() % SECOND) + 2,
    ).unref();
  }
  waitForSecond();
  return {
    handlers: seriesHandlers(keeper),
    range: keeper.range,
    /** Keeps what came since the last tick, then ends. */
    stop: async (): Promise<void> => {
      clearTimeout(timer);
      await keeper.close();
    },
  };
}
