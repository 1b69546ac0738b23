import { expect, it, vi } from 'vitest';
import type { Point } from '#tests/torture/support/refunds/points.ts';
import { raceTorture } from '#tests/torture/support/refunds/raceTorture.ts';
import { refundsTorture } from '#tests/torture/support/refunds/refundsTorture.ts';

// Small samples of `npm run torture -- refunds`, with starts of a real server, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000 });

const POINTS: readonly Point[] = [
  // It is done at Stripe, and nobody here has heard.
  {
    at: { place: 'create', stage: 'answered', turns: 0 },
    road: 'alone',
    besides: 1,
    ailment: null,
    times: 1,
    isDeaf: true,
  },
  // It is written down that Stripe will be asked, and it was not.
  {
    at: { place: 'commit', change: 'sent', side: 'after', count: 1 },
    road: 'approved',
    besides: 1,
    ailment: 'late',
    times: 8,
    isDeaf: true,
  },
  // Stripe’s answer is here, and not written down.
  {
    at: { place: 'commit', change: 'settled', side: 'before', count: 1 },
    road: 'expired',
    besides: 0,
    ailment: null,
    times: 1,
    isDeaf: true,
  },
];

it('makes each refund once when the server is killed while it asks for it, and keeps the ledger and the journal whole', async () => {
  const report = await refundsTorture({ seed: 3, points: POINTS, writer: 'worker', log: () => undefined });
  expect(report).toMatchObject({
    points: 3,
    atCommits: 2,
    atCalls: 1,
    payments: 3,
    made: 5,
    declined: 0,
    undecided: 1,
  });
  expect(report.calls).toBeGreaterThan(report.made);
  expect(report.lookUps).toBeGreaterThan(0);
});

it('gives no payment back twice when twenty sessions refund it at once, each on a line of its own', async () => {
  const report = await raceTorture({ seeds: [1, 2], sessions: 20 });
  expect(report.won + report.lost).toBe(40);
  expect(report.madeAtStripe).toBe(report.won);
});
