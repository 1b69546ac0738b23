import { expect, it } from 'vitest';
import { memorySecrets } from '#server/billing/outside.ts';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { givenSandbox } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { staffPort } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';

it('the port of the sandbox is told when it is connected, taken up again and disconnected', async () => {
  const { sandbox } = await givenSandbox();
  const port = Number(new URL(sandbox.address).port);
  const key = sandboxKey(port, 'abcdefghijklmnop');
  const told: (number | null)[] = [];
  const server = await givenServer({ onSandbox: (one) => told.push(one) });
  const admin = await staffPort(server, 'admin');
  await admin.call('billing.connect', { key, dryRun: true });
  expect(told).toEqual([]);
  await admin.call('billing.connect', { key });
  expect(told).toEqual([port]);
  await admin.call('billing.disconnect', {});
  expect(told).toEqual([port, null]);

  const kept = await givenServer({
    secrets: memorySecrets({ 'stripe.key': key }),
    onSandbox: (one) => told.push(one),
  });
  await expect.poll(() => told).toEqual([port, null, port]);
  await kept.close();
});
