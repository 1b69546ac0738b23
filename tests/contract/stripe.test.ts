import { describe, expect, it, onTestFinished } from 'vitest';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { environmentSecrets } from '#server/billing/outside.ts';
import { givenSandbox } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { staffPort } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
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
