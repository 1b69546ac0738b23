import { binary } from '#scripts/support/paths.ts';
import { report, runSteps, type Step } from '#scripts/support/steps.ts';

/** Rules and walls, formatting, and what nothing uses. */
export function lintSteps(): readonly Step[] {
  return [
    {
      name: 'lint',
      command: process.execPath,
      args: [binary('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
    },
    {
      name: 'formatting',
      command: process.execPath,
      args: [binary('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    },
    { name: 'unused code', command: process.execPath, args: [binary('knip/bin/knip.js'), '--no-progress'] },
  ];
}

if (import.meta.main) report(await runSteps(lintSteps()));
