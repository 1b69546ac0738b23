import { setTimeout as pause } from 'node:timers/promises';
import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { sandboxPort } from '#shared/billing/sandboxKey.ts';
import type { Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CallWatch, StripeAccount } from '#server/billing/stripe/account.ts';
import { createActions } from '#server/billing/gateway/actions.ts';
import { createAnswerer } from '#server/billing/gateway/answerer.ts';
import { createBackfiller } from '#server/billing/gateway/backfiller.ts';
import { createConnecting } from '#server/billing/gateway/connecting.ts';
import { createEventLoop } from '#server/billing/gateway/eventLoop.ts';
import { createFetchLoop } from '#server/billing/gateway/fetchLoop.ts';
import { createPoller } from '#server/billing/gateway/poller.ts';
import { createReconciler } from '#server/billing/gateway/reconciler.ts';
import { createRefunder } from '#server/billing/gateway/refunder.ts';
import { createRequests } from '#server/billing/gateway/requests.ts';
import type { SecretStore } from '#server/billing/gateway/secrets.ts';
import { connected, type Surroundings } from '#server/billing/gateway/surroundings.ts';
import { createWebhook, type WebhookInstruments } from '#server/billing/gateway/webhook.ts';

export type { CallWatch } from '#server/billing/stripe/account.ts';
export {
  environmentSecrets,
  keychainSecrets,
  memorySecrets,
  sandboxSecrets,
  withNotificationKey,
  type SecretStore,
} from '#server/billing/gateway/secrets.ts';

export interface BillingGatewayOptions extends Pick<Surroundings, 'submit' | 'clock' | 'after' | 'onError'> {
  readonly secrets: SecretStore;
  readonly isDemo: boolean;
  readonly webhookUrl: () => string | null;
  /** This server's own, without a slash at its end. */
  readonly address: () => string;
  /** The port of the sandbox that is connected, whenever that changes; null for Stripe itself, and for nothing. */
  readonly onSandbox?: (port: number | null) => void;
  /** Hears of every call to Stripe. */
  readonly onServiceCall?: CallWatch;
  readonly webhookInstruments?: WebhookInstruments | undefined;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

interface Context {
  readonly connection: { readonly principal: Principal };
}

const notConnected = (): AppError =>
  new AppError('CONFLICT', 'No Stripe account is connected.', { reason: 'notConnected' });

/** Until Stripe is asked again whose the key is, when it could not be reached. */
const TAKE_UP_AGAIN_MS = 15_000;
const FIRST_LOOK_WITHIN_MS = 10_000;
const NIGHTLY_MS = 24 * 60 * 60_000;
const NIGHTLY_DAYS = 30;

/** The gateway half of billing: Stripe's client, its webhooks, and what keeps the mirror in step. */
export function createBillingGateway(options: BillingGatewayOptions) {
  const { submit, clock, after, onError, secrets, now } = options;
  let failure: AppError | null = null;
  let offlineSince: number | null = null;
  let lastWebhookAt: number | null = null;

  const connecting = createConnecting({
    ...options,
    secrets,
    pacing: { now, pause: async (ms) => pause(ms, undefined, { ref: false }) },
    onChange: () => {
      failure = null;
      offlineSince = null;
      options.onSandbox?.(connecting.account() === null ? null : sandboxPort(secrets.get('stripe.key') ?? ''));
      for (const loop of [events, fetches, poller, backfiller, requests.loop, refunder, answerer]) loop.wake();
    },
  });
  const surroundings: Surroundings = {
    submit,
    clock,
    after,
    onError,
    account: (): StripeAccount | null => connecting.account(),
    heard: (trouble) => {
      failure = trouble;
      offlineSince = trouble === null ? null : (offlineSince ?? clock());
    },
  };
  const fetches = createFetchLoop(surroundings);
  const wakeFetches = (): void => {
    fetches.wake();
  };
  const events = createEventLoop(surroundings, wakeFetches);
  const poller = createPoller(surroundings, () => {
    events.wake();
  });
  const backfiller = createBackfiller(surroundings, wakeFetches);
  const reconciler = createReconciler(surroundings, poller.poll, wakeFetches);
  const actions = createActions(surroundings, wakeFetches);
  const requests = createRequests(surroundings, options.address, wakeFetches);
  const refunder = createRefunder(surroundings, wakeFetches);
  const answerer = createAnswerer(surroundings, wakeFetches);
  const wakeAnswers = (): void => {
    answerer.wake();
  };
  const wakeRefunds = (): void => {
    refunder.wake();
  };
  const webhook = createWebhook({
    submit,
    clock,
    secrets: connecting.signingSecrets,
    connection: connecting.recorded,
    onSigned: connecting.signed,
    instruments: options.webhookInstruments,
    onArrival: () => {
      lastWebhookAt = clock();
      events.wake();
    },
  });

  let callOffTakingUp = (): void => undefined;
  async function takeUp(): Promise<void> {
    try {
      await connecting.start();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      surroundings.heard(error);
      if (connecting.isTakingUp()) callOffTakingUp = after(TAKE_UP_AGAIN_MS, () => void takeUp().catch(onError));
      else onError(error);
    }
  }

  /** A demo's own sandbox is there in a moment: whoever asks before that is told then, and not that nothing is connected. */
  let looked = (): void => undefined;
  const firstLook = new Promise<void>((resolve) => {
    looked = resolve;
    if (secrets.place === 'sandbox') after(FIRST_LOOK_WITHIN_MS, resolve);
    else resolve();
  });

  let callOff = (): void => undefined;
  function planNight(): void {
    callOff = after(NIGHTLY_MS, () => {
      if (connecting.account() !== null) reconciler.start('schedule', NIGHTLY_DAYS);
      planNight();
    });
  }

  const backfillHandler =
    (change: 'started' | 'paused' | 'resumed') =>
    async (
      { connection: { principal } }: Context,
      input: { readonly from?: number | undefined },
    ): Promise<Record<string, never>> => {
      const { from } = input;
      if (connecting.account() === null) throw notConnected();
      await submit('billing.recordBackfill', { change, ...(from === undefined ? {} : { from }) }, principal);
      backfiller.wake();
      return {};
    };

  const wakeAll = (): void => {
    for (const loop of [events, fetches, requests.loop, refunder, answerer]) loop.wake();
  };
  const wakeBoth = (): void => {
    events.wake();
    fetches.wake();
  };

  return {
    handlers: {
      'billing.connection': async (): Promise<OutputOf<'billing.connection'>> => {
        await firstLook;
        const recorded = connecting.recorded();
        const isWithoutKey = connecting.account() === null && !connecting.isTakingUp();
        const isLost = recorded !== null && (isWithoutKey || failure?.details?.reason === 'keyRefused');
        const trouble = failure?.message ?? (isWithoutKey ? 'The key is not here any more. Connect again.' : null);
        return {
          state: recorded === null ? 'off' : isLost ? 'lost' : 'connected',
          mode: recorded?.mode ?? null,
          accountId: recorded?.accountId ?? null,
          accountName: recorded?.accountName ?? null,
          trouble: isLost ? trouble : null,
          connectedAt: recorded?.connectedAt ?? null,
        };
      },
      'billing.connectionDetails': connecting.handlers.details,
      'billing.connect': ({ connection: { principal } }: Context, input: ParsedInputOf<'billing.connect'>) =>
        connecting.handlers.connect(input, principal),
      'billing.disconnect': ({ connection: { principal } }: Context) => connecting.handlers.disconnect(principal),
      'billing.addWebhookSecret': (
        { connection: { principal } }: Context,
        { secret }: ParsedInputOf<'billing.addWebhookSecret'>,
      ) => connecting.handlers.addSecret(secret, principal),
      'billing.removeWebhookSecret': (
        { connection: { principal } }: Context,
        { hint }: ParsedInputOf<'billing.removeWebhookSecret'>,
      ) => connecting.handlers.removeSecret(hint, principal),
      'billing.sync': async (): Promise<OutputOf<'billing.sync'>> => {
        const {
          lastEventId: _,
          lastEventCreated: __,
          oldestWaitingAt,
          backfill,
          ...state
        } = await submit('billing.syncState', {});
        const { cursors: ___, ...shown } = backfill ?? { cursors: null };
        return {
          ...state,
          lastWebhookAt,
          lastPollAt: poller.lastPollAt(),
          offlineSince,
          trouble: failure?.message ?? null,
          lagMs: oldestWaitingAt === null ? 0 : Math.max(0, clock() - oldestWaitingAt),
          backfill: backfill === null ? null : (shown as NonNullable<OutputOf<'billing.sync'>['backfill']>),
        };
      },
      'billing.startBackfill': backfillHandler('started'),
      'billing.pauseBackfill': backfillHandler('paused'),
      'billing.resumeBackfill': backfillHandler('resumed'),
      'billing.reconcile': (
        { connection: { principal } }: Context,
        { days }: ParsedInputOf<'billing.reconcile'>,
      ): OutputOf<'billing.reconcile'> => {
        if (connecting.account() === null) throw notConnected();
        return { state: reconciler.start('person', days, principal) };
      },
      'billing.capturePayment': (
        { connection: { principal } }: Context,
        input: ParsedInputOf<'billing.capturePayment'>,
      ) => actions.capture(input, principal),
      'billing.cancelPayment': (
        { connection: { principal } }: Context,
        input: ParsedInputOf<'billing.cancelPayment'>,
      ) => actions.cancel(input, principal),
      'billing.requestPayment': (
        { connection: { principal } }: Context,
        input: ParsedInputOf<'billing.requestPayment'>,
      ) => requests.request(input, principal),
      'billing.cancelPaymentRequest': (
        { connection: { principal } }: Context,
        input: ParsedInputOf<'billing.cancelPaymentRequest'>,
      ) => requests.cancel(input, principal),
    },
    /** What `POST /webhooks/stripe` answers. */
    webhook,
    /** Whether an account is connected, and something harmless to ask Stripe. @throws AppError */
    isConnected: (): boolean => connecting.account() !== null,
    ask: async (): Promise<unknown> => connected(surroundings).facts(),
    /** What commands of the core leave for the loops is looked at. */
    afterwards: {
      'billing.refreshPayment': wakeFetches,
      'billing.replayEvent': wakeBoth,
      'billing.retryDead': wakeBoth,
      'monitoring.retryJob': wakeAll,
      'billing.requestRefund': wakeRefunds,
      'billing.requestDraftedRefund': wakeRefunds,
      'billing.approveRefund': wakeRefunds,
      'billing.submitEvidence': wakeAnswers,
      'billing.acceptDispute': wakeAnswers,
    },
    /** Takes up the connection of before; trouble with Stripe is told by `billing.connection`, and keeps no server from starting. */
    start: async (): Promise<void> => {
      planNight();
      events.wake();
      refunder.wake();
      answerer.wake();
      await takeUp().finally(looked);
    },
    /** Resolves when no work of its own is under way. */
    stop: async (): Promise<void> => {
      callOff();
      callOffTakingUp();
      await Promise.all(
        [events, fetches, poller, backfiller, reconciler, requests.loop, refunder, answerer].map((part) => part.stop()),
      );
    },
  };
}
