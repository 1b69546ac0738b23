import { expect, it, vi } from 'vitest';
import { billingKillTorture } from '#tests/torture/support/billing/billingKillTorture.ts';

// The small sample of `npm run torture -- billing-kill`. Four starts of a real server, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000 });

it('mirrors Stripe whole and every event once when the server is killed while it reads, takes events and makes a link', async () => {
  const report = await billingKillTorture({
    seed: 3,
    kills: 3,
    payments: 30,
    steps: 15,
    writer: 'worker',
    log: () => undefined,
  });
  expect(report).toMatchObject({ kills: 3, during: { backfill: 1, webhooks: 1, request: 1 }, requests: 1 });
  expect(report.objects).toBeGreaterThan(100);
});
