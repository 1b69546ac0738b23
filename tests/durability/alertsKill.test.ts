import { expect, it, vi } from 'vitest';
import { alertsTorture } from '#tests/torture/support/alerts/alertsTorture.ts';
import type { Point } from '#tests/torture/support/alerts/points.ts';

// A small sample of `npm run torture -- alerts`, with starts of a real server, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000 });

const POINTS: readonly Point[] = [
  // It fires, and nobody has been told yet.
  { change: 'fired', side: 'after', count: 1 },
  // A device has it before somebody's eyes, and the ledger does not know.
  { change: 'shown', side: 'before', count: 1 },
];

it('loses no firing, tells nobody twice and skips no escalation when the server is killed while it evaluates and tells', async () => {
  const report = await alertsTorture({ seed: 4, points: POINTS, writer: 'worker', log: () => undefined });
  expect(report).toMatchObject({ points: 2 });
  expect(report.fired).toBeGreaterThan(0);
  expect(report.shown).toBeGreaterThan(0);
});
