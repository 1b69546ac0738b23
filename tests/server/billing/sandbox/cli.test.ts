import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEndpoint } from '#server/billing/sandbox/resources/webhookEndpoints.ts';
import { startSandbox } from '#server/billing/sandbox/sandbox.ts';
import type { Sandbox } from '#server/billing/sandbox/sandbox.ts';
import { startReceiver } from '#tests/server/billing/sandbox/support/receiver.ts';
import type { Receiver } from '#tests/server/billing/sandbox/support/receiver.ts';

/** The official Stripe CLI, which does not know that this is not Stripe. */
const CLI = path.join(path.dirname(createRequire(import.meta.url).resolve('@stripe/cli/package.json')), 'bin/shim.js');
const SECRET = 'whsec_thirtyTwoLettersAndDigits000000';

/** Each trigger, and the event that it is named after. */
const TRIGGERS = [
  'balance.available',
  ...['captured', 'failed', 'refunded', 'succeeded', 'refund.updated'].map((name) => `charge.${name}`),
  ...['created', 'updated', 'closed'].map((name) => `charge.dispute.${name}`),
  ...['created', 'updated', 'deleted'].map((name) => `customer.${name}`),
  ...['created', 'updated'].map((name) => `customer.source.${name}`),
  ...[
    'amount_capturable_updated',
    'canceled',
    'created',
    'payment_failed',
    'processing',
    'requires_action',
    'succeeded',
  ].map((name) => `payment_intent.${name}`),
  ...['created', 'updated'].map((name) => `payment_link.${name}`),
  ...['attached', 'detached', 'updated'].map((name) => `payment_method.${name}`),
  ...['created', 'updated'].map((name) => `payout.${name}`),
  ...['created', 'updated'].map((name) => `price.${name}`),
  ...['created', 'updated', 'deleted'].map((name) => `product.${name}`),
  ...['canceled', 'created', 'requires_action', 'setup_failed', 'succeeded'].map((name) => `setup_intent.${name}`),
  ...['completed', 'expired'].map((name) => `checkout.session.${name}`),
];

let sandbox: Sandbox;
let receiver: Receiver;
let home: string;

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'stripe-cli-'));
  [sandbox, receiver] = await Promise.all([startSandbox({ port: 0 }), startReceiver(SECRET)]);
  createEndpoint(sandbox.engine.world, { url: receiver.url, enabled_events: ['*'], secret: SECRET });
});
afterAll(async () => {
  await Promise.all([sandbox.close(), receiver.close()]);
  rmSync(home, { recursive: true, force: true });
});

function trigger(name: string): Promise<{ readonly code: number; readonly output: string }> {
  const words = ['trigger', name, '--api-base', sandbox.address, '--api-key', 'sk_test_12345678901234567890'];
  const env = { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: home, STRIPE_CLI_TELEMETRY_OPTOUT: '1' };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...words], { env, timeout: 25_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : 1, output: `${stdout}${stderr}` });
    });
  });
}

describe('the official Stripe CLI', () => {
  it.each(TRIGGERS)('triggers %s, and the event arrives signed', async (name) => {
    const before = receiver.events.length;
    const { code, output } = await trigger(name);
    expect(output).toContain('Trigger succeeded');
    expect(code).toBe(0);
    await sandbox.engine.deliverer.settled();
    expect(receiver.events.slice(before).map(({ type }) => type)).toContain(name);
    expect(receiver.refused).toEqual([]);
  });
});
