import { setTimeout as pause } from 'node:timers/promises';
import type { MirroredKind } from '#shared/billing/objects.ts';
import { createBackfiller } from '#server/billing/gateway/backfiller.ts';
import { createEventLoop } from '#server/billing/gateway/eventLoop.ts';
import { createFetchLoop } from '#server/billing/gateway/fetchLoop.ts';
import { createPoller } from '#server/billing/gateway/poller.ts';
import { createReconciler } from '#server/billing/gateway/reconciler.ts';
import type { Surroundings } from '#server/billing/gateway/surroundings.ts';
import { createWebhook } from '#server/billing/gateway/webhook.ts';
import { unpack } from '#server/storage/packing/packing.ts';
import { openStripeAccount, type StripeAccount } from '#server/billing/stripe/account.ts';
import { startCore } from '#server/core/startCore.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { createOwnCalls } from '#server/wiring/ownCalls.ts';
import { createMemoryLog } from '#tests/support/log.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';
import type { VirtualTime } from './virtualTime.ts';

export const SECRET = 'whsec_0123456789abcdef0123456789abcdef';
/** A bound for what hangs: rounds of the virtual clock. */
const MOST_ROUNDS = 200_000;

/** Counts what is on its way, so that time stands still meanwhile. */
function counting(account: StripeAccount) {
  let underWay = 0;
  const counted =
    <Input extends readonly unknown[], Result>(run: (...input: Input) => Promise<Result>) =>
    async (...input: Input): Promise<Result> => {
      underWay += 1;
      try {
        return await run(...input);
      } finally {
        underWay -= 1;
      }
    };
  const asked: StripeAccount = { ...account, page: counted(account.page), object: counted(account.object) };
  return { account: asked, isBusy: () => underWay > 0 };
}

export interface MirrorUnderTest {
  /** Takes a webhook. @returns the status that Stripe would see. */
  readonly deliver: (body: string, signature: string) => Promise<number>;
  readonly backfill: () => Promise<void>;
  /** One pass over all of Stripe's lists. `listed`: whether the list of events still holds what was lost. */
  readonly reconcile: (listed: boolean) => Promise<void>;
  /** Resolves when nothing waits any more. @throws Error when something was given up, or never ends. */
  readonly settle: () => Promise<void>;
  readonly objects: (kind: MirroredKind) => ReadonlyMap<string, { readonly json: unknown; readonly isGone: boolean }>;
  /** The rows of payments by id, but for their place within a second. */
  readonly payments: () => ReadonlyMap<string, object>;
  /** What was noticed of the shape of objects, without its times, by path. */
  readonly notices: () => Promise<readonly object[]>;
  readonly close: () => Promise<void>;
}

/** The real core with a real database and all that keeps it in step, in virtual time, against a sandbox. */
export async function startMirror(key: string, time: VirtualTime): Promise<MirrorUnderTest> {
  const directory = makeTemporaryDirectory();
  await makeWorkspace(directory.path, { now: time.now() });
  const databaseFile = databaseFileIn(directory.path);
  const failures: unknown[] = [];
  const onError = (error: unknown): void => void failures.push(error);
  const core = await startCore({
    databaseFile,
    synchronous: 'NORMAL',
    mode: 'inline',
    threadEntry: THREAD_ENTRY,
    clock: time.now,
    onCommitted: () => undefined,
    onLost: onError,
    onError,
  });
  const { submit } = createOwnCalls(core, createMemoryLog().logger, onError);
  const pacing = {
    now: time.now,
    pause: (ms: number) => {
      time.advance(ms);
      return Promise.resolve();
    },
  };
  const { account, isBusy } = counting(openStripeAccount(key, pacing));
  const facts = await account.facts();
  await submit('billing.recordConnection', { ...facts, mode: 'demo' });
  const surroundings: Surroundings = {
    submit,
    clock: time.now,
    after: time.after,
    onError,
    account: () => account,
    heard: (failure) => {
      if (failure !== null) onError(failure);
    },
  };
  const fetches = createFetchLoop(surroundings);
  const wakeFetches = (): void => fetches.wake();
  const events = createEventLoop(surroundings, wakeFetches);
  const wakeEvents = (): void => events.wake();
  const poller = createPoller(surroundings, wakeEvents);
  const backfiller = createBackfiller(surroundings, wakeFetches);
  const webhook = createWebhook({
    submit,
    clock: time.now,
    secrets: () => [SECRET],
    connection: () => ({ accountId: facts.accountId, mode: 'demo' }),
    onSigned: () => undefined,
    onArrival: wakeEvents,
  });
  const reader = openForReading(databaseFile);

  async function settle(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await pause(1);
      if (failures.length > 0) throw new AggregateError(failures, 'the mirror failed');
      if (isBusy()) continue;
      const state = await submit('billing.syncState', {});
      const isRead = state.backfill === null || state.backfill.state === 'done';
      if (state.deadEvents + state.deadFetches > 0) throw new Error(`given up: ${JSON.stringify(state)}`);
      if (state.waitingEvents + state.waitingFetches === 0 && isRead) return;
      // Without a timer something is being processed: time waits for it.
      time.step();
    }
    throw new Error('the mirror never comes to rest');
  }

  return {
    deliver: async (body, signature) => (await webhook(Buffer.from(body), signature)).status,
    backfill: async () => {
      await submit('billing.recordBackfill', { change: 'started' });
      backfiller.wake();
      await settle();
    },
    reconcile: async (listed) => {
      const reconciler = createReconciler(
        surroundings,
        (created) => (listed ? poller.poll(created) : Promise.resolve(0)),
        wakeFetches,
      );
      reconciler.start('person', 730);
      await reconciler.idle();
      const { reconciliations } = await submit('billing.reconciliations', {});
      if (reconciliations[0]?.state !== 'done')
        throw new Error(`the pass failed: ${JSON.stringify(reconciliations[0])}`);
      await settle();
    },
    settle,

    objects: (kind) => {
      const rows = reader.raw.prepare('SELECT id, isGone, packed FROM stripe_object WHERE kind = ?').all(kind);
      return new Map(
        (rows as { id: string; isGone: number; packed: Buffer }[]).map(({ id, isGone, packed }) => [
          id,
          { json: JSON.parse(unpack(packed)) as unknown, isGone: isGone === 1 },
        ]),
      );
    },
    payments: () => {
      const rows = reader.raw.prepare('SELECT * FROM payment').all() as { id: string; number: number }[];
      return new Map(rows.map(({ id, number, ...row }) => [id, { ...row, createdAt: Math.floor(number / 1_000_000) }]));
    },
    notices: async () => {
      const { notices } = await submit('billing.syncState', {});
      return notices
        .map(({ firstAt: _, lastAt: __, ...notice }) => notice)
        .sort((one, other) => (one.path < other.path ? -1 : 1));
    },
    close: async () => {
      await Promise.all([events, fetches, poller, backfiller].map((loop) => loop.stop()));
      reader.close();
      await core.close();
      directory.remove();
    },
  };
}
