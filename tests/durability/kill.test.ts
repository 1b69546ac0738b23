import { expect, it, vi } from 'vitest';
import { killTorture } from '#tests/torture/support/killTorture.ts';

// The small sample of `npm run torture -- kill`. Three starts of a real server, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000 });

it.each(['worker', 'inline'] as const)(
  'keeps every acknowledged message exactly once when the server is killed under load (writer %s)',
  async (writer) => {
    const report = await killTorture({ seed: 7, kills: 2, visitors: 10, messages: 100, writer, log: () => undefined });
    expect(report).toMatchObject({ kills: 2, acknowledged: 100 });
    expect(report.resent).toBeGreaterThan(0);
  },
);
