import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { LEVELS } from '#server/monitoring/series/levels.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { slotsKept, writeYears } from '#tests/support/yearsOfSeries.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const EVERY = 60;

/** `npm run bench -- series` writes all of it. */
it('two years of 300 series, 30 of them histograms, take less than 300 MB, as a sample of the slots says', () => {
  const directory = makeTemporaryDirectory();
  try {
    const file = path.join(directory.path, 'metrics.db');
    writeYears(file, NOW, EVERY);
    // As if of every level as small a part had been written as of the one of which least was.
    const most = Math.max(
      ...[...LEVELS.keys()].map((level) => slotsKept(level, NOW, 1).length / slotsKept(level, NOW, EVERY).length),
    );
    expect(statSync(file).size * most).toBeLessThan(300e6);
  } finally {
    directory.remove();
  }
});
