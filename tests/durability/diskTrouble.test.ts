import { expect, it, vi } from 'vitest';
import { limitedFiles } from '#tests/torture/support/disk/limitedFiles.ts';
import { removedDatabase } from '#tests/torture/support/disk/removedDatabase.ts';
import { createRandom } from '#server/demo/random.ts';

// The small sample of `npm run torture -- disk`: what needs no root.
vi.setConfig({ testTimeout: 240_000 });

it.each([
  ['every write fails for a while', limitedFiles, 'inline'],
  [
    'the data directory is removed and its place taken',
    removedDatabase(['the directory, and its place taken for a while']),
    'worker',
  ],
] as const)('nothing acknowledged is lost and the refusals say why when %s (%#)', async (_what, scene, writer) => {
  const report = await scene({ random: createRandom(11), writer, visitors: 3, agents: 1, saw: () => undefined });
  expect(report.faults).toEqual([]);
  expect(report.messages).toBeGreaterThan(20);
});
