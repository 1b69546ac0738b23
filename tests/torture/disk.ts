import { parseArgs } from 'node:util';
import { fullDisk } from '#tests/torture/support/disk/fullDisk.ts';
import { jumpingClock } from '#tests/torture/support/disk/jumpingClock.ts';
import { limitedFiles } from '#tests/torture/support/disk/limitedFiles.ts';
import { readOnlyDisk } from '#tests/torture/support/disk/readOnlyDisk.ts';
import { removedDatabase } from '#tests/torture/support/disk/removedDatabase.ts';
import type { Scene, SceneReport } from '#tests/torture/support/disk/scene.ts';
import { createRandom } from '#server/demo/random.ts';

// npm run torture -- disk [--seed S] [--writer worker|inline|both] [--only SCENE] [--visitors N] [--agents N]
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    writer: { type: 'string', default: 'both' },
    only: { type: 'string' },
    visitors: { type: 'string', default: '6' },
    agents: { type: 'string', default: '3' },
  },
});

const SCENES: Readonly<Record<string, Scene>> = {
  'full-disk': fullDisk(true),
  'full-to-the-end': fullDisk(false),
  'read-only-disk': readOnlyDisk,
  'limited-files': limitedFiles,
  'removed-database': removedDatabase(),
  'jumping-clock': jumpingClock,
};
const { only, writer: how } = values;
if (only !== undefined && SCENES[only] === undefined) {
  console.error(`--only is one of: ${Object.keys(SCENES).join(', ')}.`);
  process.exit(2);
}
if (how !== 'both' && how !== 'worker' && how !== 'inline') {
  console.error('--writer is worker, inline or both.');
  process.exit(2);
}

// Whoever breaks it off gets their mounts back too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const lines: string[] = [];
let failed = 0;
const writers = how === 'both' ? (['worker', 'inline'] as const) : ([how] as const);
for (const writer of writers) {
  for (const [name, scene] of Object.entries(SCENES)) {
    if (only !== undefined && name !== only) continue;
    const start = performance.now();
    console.log(`\n${name} (writer ${writer})`);
    let report: SceneReport;
    try {
      report = await scene({
        // Each scene its own, so that --only plays it as the whole run does.
        random: createRandom(Number(values.seed) + Object.keys(SCENES).indexOf(name)),
        writer,
        visitors: Number(values.visitors),
        agents: Number(values.agents),
        saw: (line) => console.log(`  ${line}`),
      });
    } catch (error) {
      const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
      report = { messages: 0, repeated: 0, journalEntries: 0, faults: [fault] };
    }
    const { messages, repeated, journalEntries, faults } = report;
    if (faults.length > 0) failed += 1;
    for (const fault of faults.slice(0, 20)) console.error(`  FAULT ${fault}`);
    const seconds = Math.round((performance.now() - start) / 1_000);
    const figures = `${messages} messages acknowledged, each there once; ${repeated} sent again; journal of ${journalEntries} whole`;
    lines.push(
      `${faults.length === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(17)} ${writer.padEnd(7)} ${String(seconds).padStart(4)} s  ${faults.length === 0 ? figures : `${faults.length} faults`}`,
    );
  }
}
console.log(`\ntorture disk, seed ${values.seed}\n${lines.join('\n')}`);
if (failed > 0) process.exitCode = 1;
