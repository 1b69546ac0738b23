import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { startCore, type Core } from '#server/core/startCore.ts';
import { createHousekeeping } from '#server/monitoring/housekeeping.ts';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { short, spread } from '#tests/bench/support/figures.ts';
import { callOf } from '#tests/server/core/calls.ts';
import { writeMigratedDatabase } from '#tests/support/migratedDatabase.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

/**
 * `npm run bench -- compact`: how long a command waits while housekeeping gives unused room back (32 MB of it, as in one go), and while it does
 * not, with either writer. In truth it begins only when nobody has called one for two minutes, and ends with the first: what is
 * measured is the wait of that first one, many times over.
 * Gates: no step, and no wait in the median of the rounds, is over 50 ms, or longer than the longest wait without; and something was given back.
 */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, megabytes: { type: 'string', default: '200' } },
});
const MOST_PAUSE_MS = 50;
const PROBE_EVERY_MS = 10;
const ROW_BYTES = 3_000;

/** A database of which four fifths hold nothing any more, the rest at its end. */
async function writeHollow(file: string): Promise<void> {
  await writeMigratedDatabase(file);
  const { raw, close } = openForWriting(file, { synchronous: 'NORMAL' });
  const rows = Math.round((Number(values.megabytes) * 1024 ** 2) / ROW_BYTES);
  const insert = raw.prepare('INSERT INTO setting (key, valueJson, updatedAt) VALUES (?, ?, 0)');
  const value = JSON.stringify('x'.repeat(ROW_BYTES));
  raw.exec('BEGIN');
  for (let row = 0; row < rows; row += 1) insert.run(`key ${String(row).padStart(8, '0')}`, value);
  raw.exec('COMMIT');
  raw.exec(`DELETE FROM setting WHERE key < 'key ${String(Math.floor(rows * 0.8)).padStart(8, '0')}'`);
  close();
}

const submitTo =
  (core: Core) =>
  async <Name extends OperationName>(name: Name, input: ParsedInputOf<Name>): Promise<OutputOf<Name>> => {
    const result = await core.submit(callOf(name, input));
    if (!result.ok) throw new Error(JSON.stringify(result));
    return result.value as OutputOf<Name>;
  };

interface Waits {
  readonly longest: number;
  readonly probes: number;
}

/** Small commands one after the other until `until` resolves. @returns the longest that one of them took. */
async function probe(core: Core, until: Promise<unknown>): Promise<Waits> {
  const submit = submitTo(core);
  const state = { isOver: false };
  const over = until.finally(() => {
    state.isOver = true;
  });
  let longest = 0;
  let probes = 0;
  while (!state.isOver) {
    const from = performance.now();
    await submit('monitoring.recordCompaction', { bytes: 1, tookMs: 1, longestStepMs: 1 });
    longest = Math.max(longest, performance.now() - from);
    probes += 1;
    await pause(PROBE_EVERY_MS);
  }
  await over;
  return { longest, probes };
}

/** One go of the product's own housekeeping, which finds it quiet at once. @returns what it says of it. */
async function giveBack(core: Core): Promise<ParsedInputOf<'monitoring.recordCompaction'>> {
  const done = Promise.withResolvers<ParsedInputOf<'monitoring.recordCompaction'>>();
  let isFirst = true;
  const housekeeping = createHousekeeping({
    submit: submitTo(core),
    traffic: { note: () => undefined, quietFor: () => Infinity, isQuietest: () => true },
    now: () => performance.now(),
    after: (ms, run) => {
      const timer = setTimeout(run, isFirst ? 0 : ms);
      isFirst = false;
      return () => clearTimeout(timer);
    },
    isDiskNeeded: () => false,
    log: done.resolve,
    onError: done.reject,
  });
  try {
    return await done.promise;
  } finally {
    await housekeeping.stop();
  }
}

interface Round {
  readonly without: Waits;
  readonly during: Waits;
  readonly compaction: ParsedInputOf<'monitoring.recordCompaction'>;
}

async function measureRound(mode: 'inline' | 'worker'): Promise<Round> {
  const directory = makeTemporaryDirectory();
  try {
    const databaseFile = path.join(directory.path, 'workspace.db');
    await writeHollow(databaseFile);
    const core = await startCore({
      databaseFile,
      synchronous: 'FULL',
      mode,
      threadEntry: new URL('../../server/core/thread.ts', import.meta.url),
      clock: Date.now,
      onCommitted: () => undefined,
      onLost: () => undefined,
      onError: (error) => {
        throw error;
      },
    });
    try {
      await probe(core, pause(500));
      const without = await probe(core, pause(5_000));
      const go = giveBack(core);
      const during = await probe(core, go);
      return { without, during, compaction: await go };
    } finally {
      await core.close();
    }
  } finally {
    directory.remove();
  }
}

let passed = true;
for (const mode of ['inline', 'worker'] as const) {
  const rounds: Round[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) rounds.push(await measureRound(mode));
  const without = spread(rounds.map((round) => round.without.longest));
  const during = spread(rounds.map((round) => round.during.longest));
  const step = spread(rounds.map(({ compaction }) => compaction.longestStepMs));
  const most = Math.max(MOST_PAUSE_MS, without.max);
  const held = step.max <= most && during.median <= most && rounds.every(({ compaction }) => compaction.bytes > 0);
  passed &&= held;
  console.log(
    JSON.stringify({
      bench: 'compact',
      writer: mode,
      longestWait: { without, during },
      longestStep: step,
      megabytesGivenBack: rounds.map(({ compaction }) => short(compaction.bytes / 1024 ** 2)),
      tookMs: rounds.map(({ compaction }) => compaction.tookMs),
      probes: rounds.map(({ during: { probes } }) => probes),
      gateMs: MOST_PAUSE_MS,
      passed: held,
    }),
  );
}
process.exitCode = passed ? 0 : 1;
