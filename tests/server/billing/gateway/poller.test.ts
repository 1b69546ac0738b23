import { expect, it } from 'vitest';
import { createPoller } from '#server/billing/gateway/poller.ts';
import type { Surroundings } from '#server/billing/gateway/surroundings.ts';
import type { StripeAccount } from '#server/billing/stripe/account.ts';

const NOW = Date.UTC(2026, 10, 29, 12);
const HOUR = 3_600;

/** From which second a poller asks for events first, given what is known. */
async function firstSecond(state: {
  lastEventCreated: number | null;
  backfill: { startedAt: number } | null;
}): Promise<number> {
  return new Promise((resolve) => {
    const account = {
      eventPages: async function* (created: number) {
        resolve(created);
        yield await Promise.resolve([]);
      },
    } as unknown as StripeAccount;
    const surroundings = {
      submit: () => Promise.resolve(state),
      clock: () => NOW,
      account: () => account,
      heard: () => undefined,
      after: () => () => undefined,
      onError: () => undefined,
    } as unknown as Surroundings;
    createPoller(surroundings, () => undefined).wake();
  });
}

const now = NOW / 1_000;

it('the list of events is read from the last one that was seen, with an overlap', async () => {
  const backfill = { startedAt: NOW - 5 * HOUR * 1_000 };
  expect(await firstSecond({ lastEventCreated: now - HOUR, backfill })).toBe(now - HOUR - 300);
});

it('before any was seen, it is read from where the back-fill began, so that a kill in between loses nothing', async () => {
  const backfill = { startedAt: NOW - 5 * HOUR * 1_000 };
  expect(await firstSecond({ lastEventCreated: null, backfill })).toBe(now - 5 * HOUR - 300);
});

it('it is never asked for what Stripe does not keep', async () => {
  expect(await firstSecond({ lastEventCreated: now - 90 * 24 * HOUR, backfill: null })).toBe(now - 30 * 24 * HOUR);
});
