import { binary } from '#scripts/support/paths.ts';
import { report, runSteps, type Step } from '#scripts/support/steps.ts';

/** The rules want types, and those of everything at once do not fit into one heap. */
const eslint = (name: string, what: readonly string[]): Step => ({
  name,
  command: process.execPath,
  args: [binary('eslint/bin/eslint.js'), ...what, '--max-warnings', '0'],
});

/** Rules and walls, formatting, and what nothing uses. */
export function lintSteps(): readonly Step[] {
  return [
    eslint('lint of tests', ['tests']),
    eslint('lint of renderer', ['renderer']),
    eslint('lint of the rest', ['.', ...['tests/**', 'renderer/**'].flatMap((one) => ['--ignore-pattern', one])]),
    {
      name: 'formatting',
      command: process.execPath,
      args: [binary('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    },
    { name: 'unused code', command: process.execPath, args: [binary('knip/bin/knip.js'), '--no-progress'] },
  ];
}

if (import.meta.main) report(await runSteps(lintSteps()));
