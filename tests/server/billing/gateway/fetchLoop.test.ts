import { expect, it } from 'vitest';
import type { MirroredKind } from '#shared/billing/objects.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createFetchLoop } from '#server/billing/gateway/fetchLoop.ts';
import type { Surroundings } from '#server/billing/gateway/surroundings.ts';

const NOW = 1_800_000_000_000;

interface Given {
  readonly due: readonly { readonly kind: MirroredKind; readonly id: string }[];
  /** Ids of the bookings that the list shows, or what asking for it comes to. */
  readonly listed?: readonly string[] | AppError;
}

/** One round of the loop. @returns what was asked of Stripe, and how many objects each command brought to the mirror. */
async function round({ due, listed = [] }: Given) {
  const asked: string[] = [];
  const mirrored: number[] = [];
  const object = (kind: MirroredKind, id: string) => ({ kind, id, asOf: NOW / 1_000, json: '{}' });
  const ended = Promise.withResolvers<undefined>();
  const surroundings = {
    clock: () => NOW,
    heard: () => undefined,
    after: () => {
      ended.resolve(undefined);
      return () => undefined;
    },
    onError: ended.reject,
    account: () => ({
      page: (kind: MirroredKind, { from, to }: { from: number; to: number }) => {
        asked.push(`list of ${kind}, ${String(NOW / 1_000 - from)} s and ${String(to - NOW / 1_000)} s around now`);
        if (listed instanceof AppError) return Promise.reject(listed);
        return Promise.resolve({ objects: listed.map((id) => object(kind, id)) });
      },
      object: (kind: MirroredKind, id: string) => {
        asked.push(id);
        return Promise.resolve([object(kind, id)]);
      },
    }),
    submit: (name: string, { objects }: { objects: readonly unknown[] }) => {
      if (name === 'billing.mirrorObjects') mirrored.push(objects.length);
      const fetches = due.map((one) => ({ ...one, attempts: 0, wantedAt: NOW - 10_000 }));
      return Promise.resolve(name === 'billing.dueFetches' ? { fetches, nextAt: null } : {});
    },
  } as unknown as Surroundings;
  createFetchLoop(surroundings).wake();
  await ended.promise;
  return { asked, mirrored };
}

const bookings = (...ids: readonly string[]) => ids.map((id) => ({ kind: 'balance_transaction', id }) as const);
const LIST = 'list of balance_transaction, 130 s and 120 s around now';

it('bookings of the last minutes come together, a few in each command, and only what the list lacks is asked for by itself', async () => {
  const ids = Array.from({ length: 12 }, (_, place) => `txn_${String(place)}`);
  const { asked, mirrored } = await round({
    due: [{ kind: 'charge', id: 'ch_1' }, ...bookings(...ids, 'txn_old')],
    listed: ['txn_other', ...ids],
  });
  expect(asked).toEqual([LIST, 'ch_1', 'txn_old']);
  expect(mirrored).toEqual([5, 5, 2, 1, 1]);
});

it('a few are asked for one by one, and so are all where there is no list', async () => {
  expect((await round({ due: bookings('txn_1', 'txn_2', 'txn_3') })).asked).toEqual(['txn_1', 'txn_2', 'txn_3']);
  const refused = new AppError('PROVIDER_FAILED', 'This key may not list.', { reason: 'forbidden' });
  const four = ['txn_1', 'txn_2', 'txn_3', 'txn_4'];
  expect((await round({ due: bookings(...four), listed: refused })).asked).toEqual([LIST, ...four]);
});
