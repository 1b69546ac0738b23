import { createServer } from 'node:net';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MIRRORED_KINDS, type MirroredKind } from '#shared/billing/objects.ts';
import { startSandbox } from '#server/billing/sandbox/sandbox.ts';
import { DEMO_SIGN_INS } from '#server/demo/people.ts';
import { told, type ToldObject } from '#tests/server/billing/sandbox/support/told.ts';
import { stripeAt } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { givenProcesses } from '#tests/server/entry/support/processes.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { newId } from '#tests/support/make.ts';
import { openSocket, type SocketIoClient } from '#tests/support/socketIoClient.ts';
import type { ServerProcess } from '#tests/torture/support/serverProcess.ts';

const processes = givenProcesses();
const { data } = processes;
const within = (name: string): string => path.join(data(), 'sandbox', name);
const portOf = (): number => Number(readFileSync(within('port'), 'utf8'));

const start = (trade: 'still' | 'none', demo = true): Promise<ServerProcess> =>
  processes.start({ demo, words: ['--demo-trade', trade] });

async function stop(server: ServerProcess, signal: NodeJS.Signals): Promise<void> {
  server.signal(signal);
  await server.end;
}

async function signIn({ address }: ServerProcess, email = 'finance@demo.test'): Promise<SocketIoClient> {
  const answer = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: DEMO_SIGN_INS.password }),
  });
  const { token } = (await answer.json()) as { readonly token: string };
  const client = await openSocket({ address }, { namespace: '/console', auth: { token } });
  onTestFinished(client.close);
  return client;
}

/** Resolves when everything has been read and nothing waits. */
async function settled(client: SocketIoClient): Promise<void> {
  await expect
    .poll(
      async () => {
        const { backfill, waitingEvents, waitingFetches, trouble } = await client.call('billing.sync', {});
        return { backfill: backfill?.state, waitingEvents, waitingFetches, trouble };
      },
      { timeout: 120_000, interval: 200 },
    )
    .toEqual({ backfill: 'done', waitingEvents: 0, waitingFetches: 0, trouble: null });
}

interface Asked {
  readonly state: string;
  readonly url: string;
}

const isOpen = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${String(port)}/v1/account`).then(
    () => true,
    () => false,
  );

/** What the demo asks its customers for was made at the sandbox, as any request is. */
async function expectLinks(): Promise<void> {
  const asked = (): readonly Asked[] => queryRows(data(), 'SELECT state, url FROM payment_request') as Asked[];
  await expect.poll(() => asked().map(({ state }) => state)).toEqual(['open', 'open']);
  for (const { url } of asked()) expect((await fetch(url)).status).toBe(200);
}

/** What is done here comes back by webhook, and nobody puts another account in the sandbox's place. */
async function expectWebhooks(server: ServerProcess, finance: SocketIoClient): Promise<void> {
  const held = await finance.call('billing.payments', { filter: { states: ['uncaptured'] } });
  const [payment] = held.payments;
  if (payment === undefined) throw new Error('no payment waits to be captured');
  await finance.call('billing.capturePayment', { id: newId(), paymentId: payment.id });
  await expect.poll(async () => (await finance.call('billing.sync', {})).lastWebhookAt).not.toBeNull();

  const admin = await signIn(server, 'admin@demo.test');
  const { place, webhookUrl, webhookSecrets } = await admin.call('billing.connectionDetails', {});
  expect({ place, webhookUrl }).toEqual({ place: 'sandbox', webhookUrl: `${server.address}/webhooks/stripe` });
  expect(webhookSecrets[0]?.lastUsedAt).not.toBeNull();
  const key = 'sk_test_sandbox_1_abcdefghijklmnop';
  for (const [name, input] of [
    ['billing.disconnect', {}],
    ['billing.connect', { key }],
  ] as const)
    expect(await admin.refusal(name, input)).toMatchObject({ code: 'CONFLICT', details: { reason: 'ownSandbox' } });
}

/** All that the sandbox of a demo that does not run holds. Opened beside the demo it would be a second owner of the file. */
async function objectsAtSandbox(): Promise<readonly (readonly [MirroredKind, ToldObject])[]> {
  const sandbox = await startSandbox({ port: 0, file: within('stripe.db') });
  const stripe = stripeAt(sandbox.address);
  const objects: (readonly [MirroredKind, ToldObject])[] = [];
  for (const kind of MIRRORED_KINDS) {
    for (const object of await told(stripe, kind)) objects.push([kind, object]);
  }
  await sandbox.close();
  return objects;
}

/** A session that began because somebody opened a payment link: Stripe tells nobody of it before it is paid. */
const isOpened = (object: ToldObject): boolean =>
  typeof object['payment_link'] === 'string' && object['status'] === 'open';

describe('a demo', () => {
  // One story, since each of its servers takes its time to make a year of trade.
  it('mirrors a sandbox of its own after it was killed, at its old port and at another one, and is told by webhook', async () => {
    const killed = await start('still');
    // Asked at once: whoever is early is told once the sandbox is there, or after ten seconds that it is not there yet.
    const early = await signIn(killed);
    await expect
      .poll(() => early.call('billing.connection', {}), { timeout: 60_000 })
      .toMatchObject({ state: 'connected', mode: 'demo', accountName: 'Kiln & Clay' });
    const { accountId } = await early.call('billing.connection', {});
    const oldPort = portOf();
    expect(await isOpen(oldPort)).toBe(true);
    await stop(killed, 'SIGKILL');
    expect(await isOpen(oldPort)).toBe(false);

    const second = await start('still');
    const client = await signIn(second);
    await expect
      .poll(() => client.call('billing.connection', {}), { timeout: 60_000 })
      .toMatchObject({ state: 'connected', accountId });
    expect(portOf()).toBe(oldPort);
    await settled(client);
    await expectLinks();
    await stop(second, 'SIGTERM');
    expect(await isOpen(oldPort)).toBe(false);

    const objects = await objectsAtSandbox();
    expect(objects.filter(([kind]) => kind === 'payment_intent').length).toBeGreaterThan(1_000);
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(oldPort, '127.0.0.1', resolve));
    onTestFinished(() => void squatter.close());
    const third = await start('still');
    const finance = await signIn(third);
    await expect
      .poll(() => finance.call('billing.connection', {}), { timeout: 60_000 })
      .toMatchObject({ state: 'connected', accountId });
    expect(portOf()).not.toBe(oldPort);
    await settled(finance);
    for (const [kind, object] of objects) {
      if (isOpened(object)) continue;
      const { json } = await finance.call('billing.object', { kind, id: object.id });
      expect(JSON.parse(json), `${kind} ${object.id}`).toEqual(object);
    }
    await expectWebhooks(third, finance);
  });

  it('has none when it is told so, and is connected by hand', async () => {
    const client = await signIn(await start('none'));
    expect(await client.call('billing.connection', {})).toMatchObject({ state: 'off' });
    expect(existsSync(within('port'))).toBe(false);
  });
});

it('no other workspace has a sandbox', async () => {
  const server = await start('still', false);
  expect(server.printed()).toContain('set up');
  await stop(server, 'SIGTERM');
  expect(existsSync(path.dirname(within('port')))).toBe(false);
});
