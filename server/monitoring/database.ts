import type { OutputOf } from '#shared/contract.ts';
import type { Registry } from '#server/monitoring/metrics/registry.ts';

export interface StoredBytes {
  readonly database: number;
  readonly log: number;
}

/** The screen shows so many. */
const SHOWN = 20;

export interface DatabaseHandlersOptions {
  readonly registry: Registry;
  /** Looks at the files now. */
  readonly stored: () => Promise<StoredBytes>;
}

/** How large the database is, and what takes long in it. */
export function databaseHandlers({ registry, stored }: DatabaseHandlersOptions) {
  return {
    'monitoring.database': async (): Promise<OutputOf<'monitoring.database'>> => {
      const { database, log } = await stored();
      const operations = registry
        .standing('optimaliq_database_seconds')
        .map(({ labels, value: count, sum, largest }) => ({
          name: labels['operation'] ?? '',
          count,
          totalMs: sum * 1_000,
          meanMs: count === 0 ? 0 : (sum * 1_000) / count,
          slowestMs: largest * 1_000,
        }))
        .sort((one, other) => other.totalMs - one.totalMs)
        .slice(0, SHOWN);
      return { databaseBytes: database, logBytes: log, isMeasured: registry.isOn, operations };
    },
  };
}
