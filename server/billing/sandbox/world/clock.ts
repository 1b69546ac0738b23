import type { SandboxDatabase } from '#server/billing/sandbox/store/database.ts';

/** The sandbox's time in whole seconds. It runs with the machine's, ahead by what it was advanced. */
export interface Clock {
  readonly now: () => number;
  /** @returns the time after. */
  readonly advance: (seconds: number) => number;
  /** Stands still at `second` while `work` runs: how a past is made. */
  readonly at: <Result>(second: number, work: () => Result) => Result;
}

const OFFSET = 'clock.offset';

/** The advance outlives a restart: what waits for a day that has come must not wait for it again. */
export function createClock(database: SandboxDatabase, machine: () => number): Clock {
  const stored = database.prepare('SELECT value FROM setting WHERE name = ?').get(OFFSET) as
    { value: string } | undefined;
  let offset = Number(stored?.value ?? 0);
  let frozen: number | null = null;
  const now = (): number => frozen ?? Math.floor(machine() / 1_000) + offset;
  return {
    now,
    advance(seconds) {
      offset += seconds;
      database
        .prepare(
          'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        )
        .run(OFFSET, String(offset));
      return now();
    },
    at(second, work) {
      const before = frozen;
      frozen = second;
      try {
        return work();
      } finally {
        frozen = before;
      }
    },
  };
}
