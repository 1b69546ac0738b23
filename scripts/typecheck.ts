import { readFileSync } from 'node:fs';
import { report, runSteps, type Step } from '#scripts/support/steps.ts';
import { binary } from '#scripts/support/paths.ts';

/** One tsc for each environment's tsconfig, so that no room sees another one's globals. */
export function typecheckSteps(): readonly Step[] {
  const solution = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { references: { path: string }[] };
  return solution.references.map(({ path }) => ({
    name: `types of ${path}`,
    command: process.execPath,
    args: [
      binary('typescript/bin/tsc'),
      ...['--project', path, '--incremental'],
      ...['--tsBuildInfoFile', `node_modules/.cache/typescript/${path.replaceAll('/', '-')}.tsbuildinfo`],
    ],
  }));
}

if (import.meta.main) report(await runSteps(typecheckSteps()));
