import type Stripe from 'stripe';
import { expect, vi } from 'vitest';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { memorySecrets } from '#server/billing/outside.ts';
import { createSandboxClient, type SandboxClient } from '#server/billing/sandbox/control/client.ts';
import { startSandbox } from '#server/billing/sandbox/sandbox.ts';
import { pay, stripeAt } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { startTestServer, type TestServer, type TestServerOptions } from '#tests/support/testServer.ts';
import { callerOn } from './surroundings.ts';

/** The Stripe that a server of these tests mirrors, with what was sold there. */
export interface StripeSide {
  readonly control: SandboxClient;
  readonly key: string;
  readonly paid: string;
  /** A charge without a payment intent. */
  readonly older: string;
  readonly eventId: string;
  /** An authorised payment that no other case has. */
  takeUncaptured(): string;
  /** A dispute that wants an answer, and that no other case has. */
  takeDispute(): string;
}

const SIGNING_SECRET = 'whsec_0123456789abcdef0123456789abcdef';
const UNCAPTURED = 60;
const DISPUTED = 90;
const sides = new WeakMap<TestServer, StripeSide>();

export function stripeOf(server: TestServer): StripeSide {
  const side = sides.get(server);
  if (side === undefined) throw new Error('this server mirrors no Stripe');
  return side;
}

async function makeTrade(stripe: Stripe) {
  const uncaptured: string[] = [];
  for (let count = 0; count < UNCAPTURED; count += 1)
    uncaptured.push((await pay(stripe, { capture_method: 'manual' })).id);
  const disputed: string[] = [];
  for (let count = 0; count < DISPUTED; count += 1) {
    const { id } = await pay(stripe, { by: 'pm_card_createDispute' });
    const [dispute] = (await stripe.disputes.list({ payment_intent: id })).data;
    disputed.push(dispute?.id ?? '');
  }
  const { id: paid } = await pay(stripe);
  const { id: older } = await stripe.charges.create({ amount: 500, currency: 'usd', source: 'tok_visa' });
  return { uncaptured, disputed, paid, older };
}

function takeOne(rest: string[]): string {
  const taken = rest.pop();
  if (taken === undefined) throw new Error('there is none left that no other case has');
  return taken;
}

/** Hands an event to the server as Stripe does. @returns its id. */
async function deliver(stripe: Stripe, server: TestServer): Promise<string> {
  const [event] = (await stripe.events.list({ limit: 1 })).data;
  if (event === undefined) throw new Error('nothing has happened');
  const body = JSON.stringify(event);
  const signature = stripe.webhooks.generateTestHeaderString({ payload: body, secret: SIGNING_SECRET });
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  const { status } = await fetch(`${server.address}/webhooks/stripe`, { method: 'POST', body, headers });
  expect(status).toBe(200);
  return event.id;
}

/** A server whose workspace mirrors a sandbox of its own, in step. Closing it closes both. */
export async function startServerWithStripe(options: TestServerOptions = {}): Promise<TestServer> {
  const sandbox = await startSandbox({
    port: 0,
    onFault: (error) => {
      throw error;
    },
  });
  const stripe = stripeAt(sandbox.address);
  const { uncaptured, disputed, paid, older } = await makeTrade(stripe);
  const key = sandboxKey(Number(new URL(sandbox.address).port), 'abcdefghijklmnop');
  const secrets = memorySecrets({
    'stripe.webhookSecrets': JSON.stringify([{ secret: SIGNING_SECRET, addedAt: 0 }]),
  });
  const started = await startTestServer({ ...options, secrets });
  const close = async (): Promise<void> => {
    await started.close();
    await sandbox.close();
  };
  const server = { ...started, close };
  const admin = await callerOn(server, 'messagePort', 'admin');
  const finance = await callerOn(server, 'messagePort', 'finance');
  await admin.call('billing.connect', { key });
  await vi.waitFor(
    async () => {
      expect((await finance.call('billing.sync', {})).backfill?.state).toBe('done');
    },
    { timeout: 25_000, interval: 100 },
  );
  const eventId = await deliver(stripe, server);
  sides.set(server, {
    control: createSandboxClient(sandbox.address),
    key,
    paid,
    older,
    eventId,
    takeUncaptured: () => takeOne(uncaptured),
    takeDispute: () => takeOne(disputed),
  });
  return server;
}
