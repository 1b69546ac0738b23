import { readFileSync } from 'node:fs';
import { report, runSteps, type Step } from '#scripts/support/steps.ts';
import { binary } from '#scripts/support/paths.ts';

/**
 * One tsc for each environment's tsconfig, so that no room sees another one's globals. It is TypeScript 7's, which is several times faster;
 * TypeScript 6 is there for what needs the compiler as a library (typescript-eslint).
 */
export function typecheckSteps(): readonly Step[] {
  const solution = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { references: { path: string }[] };
  return solution.references.map(({ path }) => ({
    name: `types of ${path}`,
    command: process.execPath,
    args: [
      binary('typescript-7/bin/tsc'),
      ...['--project', path, '--incremental'],
      ...['--tsBuildInfoFile', `node_modules/.cache/typescript/${path.replaceAll('/', '-')}.tsbuildinfo`],
    ],
  }));
}

if (import.meta.main) report(await runSteps(typecheckSteps()));
