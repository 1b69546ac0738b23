import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { environmentSecrets } from '#server/billing/outside.ts';
import { givenSandbox } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { staffPort } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { startTestServer, type TestServer } from '#tests/support/testServer.ts';
import { startServerWithStripe, stripeOf } from './withStripe.ts';

const portOf = (address: string): number => Number(new URL(address).port);
const keyOf = (address: string): string => sandboxKey(portOf(address), 'abcdefghijklmnop');

describe('with a Stripe that is mirrored', () => {
  it('another account’s key is refused, and a second back-fill beside the first', async () => {
    const server = await startServerWithStripe();
    onTestFinished(server.close);
    const admin = await staffPort(server, 'admin');
    const other = await givenSandbox();
    await other.stripe.customers.create({});
    const refusal = await admin.refusal('billing.connect', { key: keyOf(other.sandbox.address) });
    expect(refusal).toMatchObject({ code: 'CONFLICT', details: { reason: 'otherAccount' } });

    for (const name of ['billing.pauseBackfill', 'billing.resumeBackfill'] as const)
      expect(await admin.refusal(name, {})).toMatchObject({ code: 'CONFLICT', details: { reason: 'notRunning' } });
    await stripeOf(server).control.command('request-fault', {
      times: 9,
      fault: { kind: 'latency', milliseconds: 300 },
    });
    await admin.call('billing.startBackfill', {});
    expect(await admin.refusal('billing.startBackfill', {})).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'underWay' },
    });
  });
});

it('without a connection nothing is read from Stripe', async () => {
  const server = await givenServer();
  const admin = await staffPort(server, 'admin');
  expect(await admin.call('billing.connection', {})).toMatchObject({ state: 'off', mode: null });
  for (const name of ['billing.startBackfill', 'billing.reconcile'] as const)
    expect(await admin.refusal(name, {})).toMatchObject({ code: 'CONFLICT', details: { reason: 'notConnected' } });
});

it('a key of another account that the environment brings at the next start is not used, and that is said', async () => {
  const shop = await givenSandbox();
  const temporary = makeTemporaryDirectory();
  onTestFinished(temporary.remove);
  const dataDirectory = path.join(temporary.path, 'data');
  const startWith = (address: string, workspace: 'shop' | 'none') =>
    startTestServer({
      dataDirectory,
      workspace,
      secrets: environmentSecrets({ OPTIMALIQ_STRIPE_KEY: keyOf(address) }, 0) ?? undefined,
    });
  const first = await startWith(shop.sandbox.address, 'shop');
  const stateOf = async (server: TestServer) =>
    (await (await staffPort(server, 'admin')).call('billing.connection', {})).state;
  await expect.poll(() => stateOf(first), { timeout: 10_000 }).toBe('connected');
  await first.close();

  const other = await givenSandbox();
  await other.stripe.customers.create({ name: 'Somebody else’s' });
  const second = await startWith(other.sandbox.address, 'none');
  onTestFinished(second.close);
  await expect.poll(() => stateOf(second), { timeout: 10_000 }).toBe('lost');
  const admin = await staffPort(second, 'admin');
  expect(await admin.refusal('billing.reconcile', {})).toMatchObject({ details: { reason: 'notConnected' } });
});

it('a key of the environment connects by itself and is changed there alone', async () => {
  const shop = await givenSandbox();
  const key = keyOf(shop.sandbox.address);
  const secrets = environmentSecrets({ OPTIMALIQ_STRIPE_KEY: key }, 0) ?? undefined;
  const server = await givenServer({ secrets });
  const admin = await staffPort(server, 'admin');
  await expect
    .poll(async () => (await admin.call('billing.connection', {})).state, { timeout: 10_000 })
    .toBe('connected');
  expect(await admin.call('billing.connectionDetails', {})).toMatchObject({ place: 'environment', canKeep: false });
  const secret = 'whsec_another0123456789';
  for (const refusal of [
    await admin.refusal('billing.connect', { key }),
    await admin.refusal('billing.disconnect', {}),
    await admin.refusal('billing.addWebhookSecret', { secret }),
    await admin.refusal('billing.removeWebhookSecret', { hint: 'whsec_…6789' }),
  ])
    expect(refusal).toMatchObject({ code: 'CONFLICT', details: { reason: 'placeFixed' } });
});
