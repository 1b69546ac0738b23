import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { LEVELS } from '#server/monitoring/series/levels.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { BEHAVIOURS, slotsKept, writeYears } from '#tests/support/yearsOfSeries.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
/** Of each level the first slot, one in the middle, and the last or so are written. */
const WRITTEN = 3;

/** `npm run bench -- series` writes all of it. */
it('two years of 300 series, 30 of them histograms, take less than 300 MB, as a sample of the slots says', () => {
  const directory = makeTemporaryDirectory();
  try {
    const bytes = [...LEVELS.keys()].map((level) => {
      const file = path.join(directory.path, `${String(level)}.db`);
      const kept = slotsKept(level, NOW, 1).length;
      const every = Math.floor((kept - 1) / (WRITTEN - 1));
      writeYears(file, NOW, every, BEHAVIOURS, [level]);
      return (statSync(file).size * kept) / slotsKept(level, NOW, every).length;
    });
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(300e6);
  } finally {
    directory.remove();
  }
});
