import type { TestContext } from 'vitest';
import { missingSystemPackages } from '#scripts/setup/system.mjs';
import { SKIPPED } from '#scripts/support/testRuns.ts';

/** Which of these packages (Debian's names, see scripts/setup/system.mjs) this machine lacks. */
export function missingOf(names: readonly string[]): readonly string[] {
  return missingSystemPackages('tests')
    .flat()
    .filter((name: string) => names.includes(name));
}

/**
 * Leaves a test out where packages are missing that `npm test` could not install. Not in silence: it counts as skipped, and `npm test`
 * prints why.
 */
export function needsPackages({ skip, task }: Pick<TestContext, 'skip' | 'task'>, names: readonly string[]): void {
  const missing = missingOf(names);
  if (missing.length === 0) return;
  const reason = `not installed on this machine: ${missing.join(', ')} (Debian's names)`;
  console.log(`${SKIPPED}${task.name}: ${reason}`);
  skip(reason);
}
