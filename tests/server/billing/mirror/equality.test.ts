import { describe, expect, it, vi } from 'vitest';
import { mirrorTorture } from '#tests/torture/support/mirror/mirrorTorture.ts';

// The small sample of `npm run torture -- mirror`, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000 });

describe('a mirror whose events come shuffled and three times, while trade goes on', () => {
  it('equals Stripe without any reconciliation when none is lost', async () => {
    const report = await mirrorTorture({ seed: 1, events: 300, oneSecond: false, lost: 0, listed: true });
    expect(report.lost).toBe(0);
    expect(report.payments).toBeGreaterThan(30);
  });

  it('equals Stripe after one when some are lost that Stripe’s list still tells', async () => {
    const report = await mirrorTorture({ seed: 2, events: 300, oneSecond: false, lost: 0.05, listed: true });
    expect(report.lost).toBeGreaterThan(3);
  });

  it('equals Stripe after one when nothing tells any more of what was lost', async () => {
    const report = await mirrorTorture({ seed: 3, events: 300, oneSecond: false, lost: 0.05, listed: false });
    expect(report.lost).toBeGreaterThan(3);
  });

  it('equals Stripe when all that happened to every object happened in one second', async () => {
    const report = await mirrorTorture({ seed: 4, events: 300, oneSecond: true, lost: 0.05, listed: false });
    expect(report.lost).toBeGreaterThan(3);
  });

  it('equals Stripe without any reconciliation when all of an object’s events carry one second', async () => {
    const report = await mirrorTorture({ seed: 5, events: 300, oneSecond: true, lost: 0, listed: true });
    expect(report.payments).toBeGreaterThan(30);
  });
});
