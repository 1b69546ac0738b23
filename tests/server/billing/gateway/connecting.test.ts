import { expect, it, onTestFinished } from 'vitest';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { memorySecrets } from '#server/billing/outside.ts';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { givenSandbox, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { staffPort } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

it('a server that was killed between recording a connection and beginning to read begins to read at its next start', async () => {
  const { sandbox, stripe } = await givenSandbox();
  const paid = await pay(stripe);
  const key = sandboxKey(Number(new URL(sandbox.address).port), 'abcdefghijklmnop');
  const { path: dataDirectory, remove } = makeTemporaryDirectory();
  onTestFinished(remove);
  const before = await givenServer({ dataDirectory, secrets: memorySecrets() });
  await (await staffPort(before, 'admin')).call('billing.connect', { key });
  await before.close();
  const { raw, close } = openForWriting(databaseFileIn(dataDirectory));
  // What such a kill leaves: the connection, and nothing of a back-fill.
  raw.exec('DELETE FROM sync_state; DELETE FROM stripe_object; DELETE FROM payment; DELETE FROM payment_search');
  close();

  const secrets = memorySecrets({ 'stripe.key': key });
  const server = await givenServer({ dataDirectory, workspace: 'none', secrets });
  const finance = await staffPort(server, 'finance');
  const state = async () => (await finance.call('billing.sync', {})).backfill?.state;
  await expect.poll(state, { timeout: 15_000 }).toBe('done');
  expect((await finance.call('billing.payments', {})).payments.map(({ id }) => id)).toEqual([paid.id]);
});

it('a server that starts while Stripe has trouble with one of its first questions is connected once it has none', async () => {
  const { sandbox, control } = await givenSandbox();
  const key = sandboxKey(Number(new URL(sandbox.address).port), 'abcdefghijklmnop');
  const { path: dataDirectory, remove } = makeTemporaryDirectory();
  onTestFinished(remove);
  const before = await givenServer({ dataDirectory, secrets: memorySecrets() });
  await (await staffPort(before, 'admin')).call('billing.connect', { key });
  await before.close();

  // Whose the key is it says; what it may do it does not, as often as a client asks by itself.
  await control.command('request-fault', { path: '/v1/events', times: 4, fault: { kind: 'status', status: 503 } });
  const server = await givenServer({
    dataDirectory,
    workspace: 'none',
    secrets: memorySecrets({ 'stripe.key': key }),
  });
  const finance = await staffPort(server, 'finance');
  const trouble = async () => (await finance.call('billing.sync', {})).trouble;
  await expect.poll(trouble, { timeout: 15_000 }).toMatch(/trouble/);
  await expect.poll(trouble, { timeout: 40_000, interval: 200 }).toBe(null);
}, 60_000);
