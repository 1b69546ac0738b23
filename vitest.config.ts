import { defineConfig } from 'vitest/config';
import { LongestFirst } from '#scripts/support/longestFirst.ts';

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**'],
          // The files that one process runs one after the other share its modules, which are slow to load, and what has been compiled of them.
          isolate: false,
          setupFiles: ['tests/support/childCoverage.ts'],
          // A second, which is what it would be, is short where two processors do all of this.
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/e2e/support/onFailure.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // As long as Playwright waits for what it is told to.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
    // Bounds for a test that hangs, generous for a busy machine; no test waits for time to pass.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
    coverage: {
      provider: 'v8',
      include: ['server/**/*.ts', 'shared/**/*.ts'],
      // scripts/coverage.ts reads it, adds what child processes ran and says the figure.
      reporter: ['json'],
      reportsDirectory: 'coverage',
      // A test that fails says nothing about how much of the code is tested.
      reportOnFailure: true,
    },
  },
});
