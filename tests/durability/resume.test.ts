import { expect, it } from 'vitest';
import { resumeTorture } from '#tests/torture/support/resumeTorture.ts';

it('both sides resume what they missed, also more than one part of it, without loss, duplicate or reading anew', async () => {
  const { rounds, lossless, snapshot } = await resumeTorture({ seed: 7, rounds: [50, 1_200] });
  expect(rounds.map(({ missed }) => missed)).toEqual([50, 1_200]);
  expect(snapshot).toBe(0);
  // The console's inbox and thread, and the widget's thread, once for each round.
  expect(lossless).toBeGreaterThanOrEqual(6);
});
