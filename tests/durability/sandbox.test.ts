import { expect, it, vi } from 'vitest';
import { sandboxTorture } from '#tests/torture/support/sandboxTorture.ts';

// The small sample of `npm run torture -- sandbox`. Five starts of a real sandbox, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000 });

it('loses, doubles and renumbers nothing when the sandbox is killed while clients pay and refund', async () => {
  const report = await sandboxTorture({ seed: 11, kills: 4, payments: 80, clients: 8, log: () => undefined });
  expect(report).toMatchObject({ kills: 4, payments: 80, refunds: 40 });
  expect(report.resent).toBeGreaterThan(0);
});
