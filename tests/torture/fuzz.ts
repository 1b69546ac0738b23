import { parseArgs } from 'node:util';
import { runFuzz } from '#tests/support/fuzz/runFuzz.ts';
import { startTestServer } from '#tests/support/testServer.ts';

/** Every operation, on every way in, with 200 generated inputs. `--seed` repeats a run. */
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, cases: { type: 'string', default: '200' } },
});

const server = await startTestServer({ setUpCode: 'NEVER-GUESSED', alerts: { everyMs: 3_600_000 } });
try {
  const { faults, ...report } = await runFuzz(server, { seed: Number(values.seed), casesEach: Number(values.cases) });
  for (const fault of faults) console.error(fault);
  console.log(JSON.stringify({ torture: 'fuzz', seed: Number(values.seed), ...report, faults: faults.length }));
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await server.close();
}
