import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { LEVELS } from '#server/monitoring/series/levels.ts';
import { slotsKept, writeYears } from '#tests/support/yearsOfSeries.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const EVERY = 60;
const MOST_BYTES = 300e6;

/** `npm run bench -- series` writes all of it. */
it('keeps two years of 300 series, 30 of them histograms, in less than 300 MB, as a sample of the slots says', () => {
  const directory = makeTemporaryDirectory();
  try {
    const file = path.join(directory.path, 'metrics.db');
    writeYears(file, NOW, EVERY);
    // Of no level is a smaller part written than of the others.
    const share = Math.min(...[...LEVELS.keys()].map((level) => slotsKept(level, NOW, EVERY).length / slotsKept(level, NOW, 1).length)); // prettier-ignore
    expect(share).toBeGreaterThanOrEqual(1 / EVERY);
    expect(statSync(file).size * EVERY).toBeLessThan(MOST_BYTES * 1.25);
  } finally {
    directory.remove();
  }
});
