import { expect } from 'vitest';
import type { OutputOf } from '#shared/contract.ts';
import { MIRRORED_KINDS } from '#shared/billing/objects.ts';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { memorySecrets } from '#server/billing/outside.ts';
import { givenSandbox } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { told } from '#tests/server/billing/sandbox/support/told.ts';
import { staffPort } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import type { TestServerOptions } from '#tests/support/testServer.ts';

export const WEBHOOK_SECRET = 'whsec_0123456789abcdef0123456789abcdef';

/** A real server whose workspace mirrors a real sandbox. `trade` is done before it connects. */
export async function givenMirror({ writer = 'inline' }: Pick<TestServerOptions, 'writer'> = {}) {
  const shop = await givenSandbox();
  const key = sandboxKey(Number(new URL(shop.sandbox.address).port), 'abcdefghijklmnop');
  const secrets = memorySecrets({
    'stripe.webhookSecrets': JSON.stringify([{ secret: WEBHOOK_SECRET, addedAt: 0 }]),
  });
  const server = await givenServer({ writer, secrets });
  const admin = await staffPort(server, 'admin');
  const finance = await staffPort(server, 'finance');
  const sync = (): Promise<OutputOf<'billing.sync'>> => finance.call('billing.sync', {});
  return {
    ...shop,
    key,
    server,
    admin,
    finance,
    sync,
    connect: () => admin.call('billing.connect', { key }),
    /** From now on Stripe's webhooks reach the server. */
    listen: async (): Promise<void> => {
      const { secret = '' } = await shop.stripe.webhookEndpoints.create({
        url: `${server.address}/webhooks/stripe`,
        enabled_events: ['*'],
      });
      await admin.call('billing.addWebhookSecret', { secret });
    },
    /** Resolves when everything has been read and nothing waits. */
    settled: () =>
      expect
        .poll(
          async () => {
            const { backfill, waitingEvents, waitingFetches, deadEvents, deadFetches } = await sync();
            return { backfill: backfill?.state, waitingEvents, waitingFetches, deadEvents, deadFetches };
          },
          { timeout: 25_000, interval: 100 },
        )
        .toEqual({ backfill: 'done', waitingEvents: 0, waitingFetches: 0, deadEvents: 0, deadFetches: 0 }),
  };
}

export type GivenMirror = Awaited<ReturnType<typeof givenMirror>>;

/** Fails where the mirror differs from Stripe in any field of any object. @returns how many were compared. */
export async function expectEqual(mirror: GivenMirror): Promise<number> {
  let compared = 0;
  for (const kind of MIRRORED_KINDS) {
    for (const object of await told(mirror.stripe, kind)) {
      const { id } = object;
      const { json } = await mirror.finance.call('billing.object', { kind, id });
      expect(JSON.parse(json), `${kind} ${id}`).toEqual(object);
      compared += 1;
    }
  }
  return compared;
}
