import { expect, it, vi } from 'vitest';
import { lineFaults } from '#tests/torture/support/lineFaults.ts';

// The small sample of `npm run torture -- lines`.
vi.setConfig({ testTimeout: 240_000 });

it('shows everybody the same thread, each message once, whatever befalls the lines', async () => {
  const report = await lineFaults({ seed: 20261124, runs: 6, abreast: 3, writer: 'inline', log: () => undefined });
  expect(report.runs).toBe(6);
  // There were faults, and lines were made anew.
  expect(report.faults).toBeGreaterThan(20);
  expect(report.connections).toBeGreaterThan(30);
  expect(report.restarts).toBeGreaterThan(3);
});
