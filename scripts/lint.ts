import { binary } from '#scripts/support/paths.ts';
import { report, runSteps, type Step } from '#scripts/support/steps.ts';

/** What is checked against the types of the tests, which are those of everything: loading them takes longer than the rules do. */
const WITH_TESTS = ['tests/', 'scripts/', '*.ts'];

/** The rules want types, and those of everything at once do not fit into one heap. */
const eslint = (name: string, what: readonly string[]): Step => ({
  name,
  command: process.execPath,
  args: [binary('eslint/bin/eslint.js'), ...what, '--max-warnings', '0'],
});

/** Rules and walls, formatting, and what nothing uses. */
export function lintSteps(): readonly Step[] {
  const elsewhere = ['renderer/', ...WITH_TESTS].flatMap((one) => ['--ignore-pattern', one]);
  return [
    eslint('lint of renderer', ['renderer']),
    eslint('lint of tests and scripts', WITH_TESTS),
    eslint('lint of the rest', ['.', ...elsewhere]),
    {
      name: 'formatting',
      command: process.execPath,
      args: [binary('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    },
    { name: 'unused code', command: process.execPath, args: [binary('knip/bin/knip.js'), '--no-progress'] },
  ];
}

if (import.meta.main) report(await runSteps(lintSteps()));
