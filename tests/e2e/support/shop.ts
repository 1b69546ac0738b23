import path from 'node:path';
import type Stripe from 'stripe';
import { onTestFinished } from 'vitest';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import type { SandboxClient } from '#server/billing/sandbox/control/client.ts';
import { memorySecrets } from '#server/billing/outside.ts';
import { startServer } from '#server/startServer.ts';
import { ROOT } from '#scripts/support/paths.ts';
import type { Sandbox } from '#server/billing/sandbox/sandbox.ts';
import { givenSandbox } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { createMemoryLog } from '#tests/support/log.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';

export interface Shop {
  /** Of the server with the console, a demo. */
  readonly address: string;
  readonly key: string;
  /** The sandbox it mirrors, or will. */
  readonly stripe: Stripe;
  /** Commands that sandbox. */
  readonly control: SandboxClient;
  readonly dataDirectory: string;
}

interface ShopOptions {
  /** Whether it has the sandbox's key from the start. */
  readonly isConnected?: boolean;
  /** Makes the sandbox's past, before anybody asks for it. */
  readonly past?: (sandbox: Sandbox) => void;
  /** UTC milliseconds, where a test moves the time. */
  readonly clock?: () => number;
}

/** A demo whose Stripe is a sandbox, and whose webhooks reach it. */
export async function givenShop({ isConnected = true, past, clock }: ShopOptions = {}): Promise<Shop> {
  const { sandbox, stripe, control } = await givenSandbox();
  past?.(sandbox);
  const temporary = makeTemporaryDirectory();
  const dataDirectory = path.join(temporary.path, 'data');
  const key = sandboxKey(Number(new URL(sandbox.address).port), 'abcdefghijklmnop');
  const secrets = memorySecrets(isConnected ? { 'stripe.key': key } : {});
  const server = await startServer({
    dataDirectory,
    host: '127.0.0.1',
    port: 0,
    isDemo: true,
    consoleDirectory: path.join(ROOT, 'out/renderer'),
    widgetDirectory: path.join(ROOT, 'out/widget'),
    // A thread has the system's clock.
    writer: clock === undefined ? 'worker' : 'inline',
    ...(clock && { clock }),
    threadEntry: THREAD_ENTRY,
    synchronous: 'NORMAL',
    setUpCode: null,
    logger: createMemoryLog().logger,
    secrets,
  });
  onTestFinished(async () => {
    await server.close();
    temporary.remove();
  });
  if (isConnected) {
    const url = `${server.address}/webhooks/stripe`;
    const { secret } = await stripe.webhookEndpoints.create({ url, enabled_events: ['*'] });
    await secrets.keep('stripe.webhookSecrets', JSON.stringify([{ secret, addedAt: Date.now() }]));
  }
  return { address: server.address, key, stripe, control, dataDirectory };
}
