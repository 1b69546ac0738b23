import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Principal } from '#shared/wire/access.ts';
import { checkEndpoint, checkWebhookUrl } from '#server/notifications/gateway/addresses.ts';
import { openKey, vapidKeys, webhookSecret, type KeyStore } from '#server/notifications/gateway/keys.ts';
import { sendOut, type Outcome, type Sender } from '#server/notifications/gateway/send.ts';
import { notificationsTopic } from './topic.ts';

interface Loop {
  wake(): void;
  stop(): Promise<void>;
}

export interface NotificationsGatewayOptions {
  readonly submit: <Name extends OperationName>(
    name: Name,
    input: ParsedInputOf<Name>,
    by?: Principal,
  ) => Promise<OutputOf<Name>>;
  /** Has the feed read topics anew. */
  readonly touch: (topics: readonly string[]) => void;
  readonly store: KeyStore;
  /** Whether messages may go to this machine itself: a demo's and a test's may. */
  readonly allowsLoopback: boolean;
  /** Whom a push service can turn to. */
  readonly contact: () => string;
  /** UTC ms. */
  readonly clock: () => number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Work that goes on by itself (server/billing/gateway/loop.ts): `run` says in how many milliseconds the next round is. */
  readonly createLoop: (run: () => Promise<number | null>, restMs: () => number) => Loop;
  readonly onError: (error: unknown) => void;
}

interface Context {
  readonly connection: { readonly principal: Principal };
}

/** What has no entry of the journal is looked at this often. */
const POLL_MS = 60_000;
/** A round rests at least this long, so that what comes together is derived together. */
const LEAST_REST_MS = 100;
/** After a round that has left something to do, it rests for so many times as long as that took: others write meanwhile. */
const REST = 6;
/** What is given to be sent at once. While so much is on its way, nothing more is asked for. */
const SENDS = 32;

const accountOf = ({ connection: { principal } }: Context): string => {
  if (principal.kind !== 'staff') throw new AppError('FORBIDDEN', 'Only staff may do this.');
  return principal.accountId;
};

const keyless = (): AppError =>
  new AppError('CONFLICT', 'This server has no key to sign with. Set OPTIMALIQ_NOTIFICATION_KEY.', { reason: 'noKey' });

/** What becomes of what cannot be signed: it is said, and what is urgent goes on. */
const NO_KEY: Outcome = {
  outcome: 'failed',
  reason: 'refused',
  detail: 'This server has no key to sign with. Set OPTIMALIQ_NOTIFICATION_KEY.',
  retryAt: null,
};

/** The gateway half of notifications: what follows the journal, and what sends to the outside. */
export function createNotificationsGateway(options: NotificationsGatewayOptions) {
  const { submit, touch, store, allowsLoopback, clock, now, createLoop, onError } = options;
  let key: Buffer | null = null;
  let polledAt = -Infinity;
  let tookMs = 0;

  const tell = (accountIds: readonly string[]): void => {
    touch(accountIds.map(notificationsTopic));
  };

  const follower = createLoop(
    async () => {
      const from = now();
      const polls = from - polledAt >= POLL_MS;
      const { accountIds, hasMore, nextAt } = await submit('notifications.follow', { polls });
      if (polls) polledAt = from;
      tookMs = now() - from;
      tell(accountIds);
      if (accountIds.length > 0) wakeDeliverers();
      if (hasMore) return Math.ceil(tookMs * REST);
      return Math.max(1_000, Math.min(POLL_MS, nextAt === null ? POLL_MS : nextAt - clock()));
    },
    () => LEAST_REST_MS,
  );

  async function send(one: OutputOf<'notifications.takeDue'>['sends'][number]): Promise<Outcome> {
    const outcome =
      key === null
        ? NO_KEY
        : await sendOut(one, { key, allowsLoopback, contact: options.contact, clock } satisfies Sender);
    const { accountIds } = await submit('notifications.recordSend', { ids: one.ids, ...outcome });
    tell(accountIds);
    return outcome;
  }

  /** Of one channel alone: a webhook that does not answer keeps no push waiting, and no other webhook. */
  function createDeliverer(channel: 'push' | 'webhook'): Loop {
    const underWay = new Set<Promise<void>>();
    function carry(one: OutputOf<'notifications.takeDue'>['sends'][number]): void {
      const carried = send(one)
        .then(
          ({ outcome }) => outcome === 'later',
          (error: unknown) => {
            onError(error);
            return true;
          },
        )
        .then((isDueAgain) => {
          const wasFull = underWay.size >= SENDS;
          underWay.delete(carried);
          if (isDueAgain || wasFull) loop.wake();
        });
      underWay.add(carried);
    }
    const loop = createLoop(
      async () => {
        if (underWay.size >= SENDS) return POLL_MS;
        const { accountIds, sends, nextAt } = await submit('notifications.takeDue', { limit: SENDS, channel });
        tell(accountIds);
        sends.forEach(carry);
        if (sends.length > 0) return 0;
        return Math.max(LEAST_REST_MS, Math.min(POLL_MS, nextAt === null ? POLL_MS : nextAt - clock()));
      },
      () => LEAST_REST_MS,
    );
    return {
      wake: loop.wake,
      stop: async () => {
        await loop.stop();
        await Promise.all(underWay);
      },
    };
  }
  const deliverers = [createDeliverer('push'), createDeliverer('webhook')];
  const wakeDeliverers = (): void => {
    for (const one of deliverers) one.wake();
  };

  const ownChange = (context: Context): void => {
    tell([accountOf(context)]);
    wakeDeliverers();
  };

  return {
    handlers: {
      'notifications.pushKey': (): OutputOf<'notifications.pushKey'> => ({
        key: key === null ? null : vapidKeys(key).publicKey,
      }),
      'notifications.subscribePush': async (context: Context, input: ParsedInputOf<'notifications.subscribePush'>) => {
        const { href } = checkEndpoint(input.endpoint, allowsLoopback);
        await submit('notifications.recordPush', { ...input, endpoint: href, accountId: accountOf(context) });
        ownChange(context);
        return {};
      },
      'notifications.addWebhook': async (context: Context, input: ParsedInputOf<'notifications.addWebhook'>) => {
        const { href } = checkWebhookUrl(input.url, allowsLoopback);
        if (key === null) throw keyless();
        await submit('notifications.recordWebhook', { ...input, url: href, accountId: accountOf(context) });
        return { secret: webhookSecret(key, input.id) };
      },
    },
    afterwards: {
      'notifications.see': ownChange,
      'notifications.open': ownChange,
      'notifications.dismiss': ownChange,
      'notifications.test': ownChange,
      'notifications.registerDevice': ownChange,
      'notifications.report': ownChange,
      'notifications.choose': ownChange,
      'notifications.setQuietHours': ownChange,
      'notifications.unsubscribePush': ownChange,
    },
    /** There may be something to send. */
    wakeSending: wakeDeliverers,
    /** Something that is followed was committed. */
    wake: (): void => {
      follower.wake();
    },
    start: async (): Promise<void> => {
      try {
        key = await openKey(store);
      } finally {
        // Whoever has no key tells devices all the same.
        follower.wake();
        wakeDeliverers();
      }
    },
    /** Resolves when nothing is under way. */
    stop: async (): Promise<void> => {
      await follower.stop();
      await Promise.all(deliverers.map((one) => one.stop()));
    },
  };
}
