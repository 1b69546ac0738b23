import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { InputOf, OutputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Random } from '#server/demo/random.ts';
import { SITE_KEY } from '#tests/support/workspace.ts';
import { openLine } from '#tests/torture/support/line.ts';
import { signIn } from '#tests/torture/support/signIn.ts';
import { within } from '#tests/torture/support/within.ts';

const PATIENCE_MS = 60_000;
const TOO_EARLY_MS = 50;
const LOOK_MS = 20;

/** Who sits at the console of a server that is killed again and again: their lines come back by themselves. */
export interface PayDesk {
  sync(): Promise<OutputOf<'billing.sync'>>;
  /** Reads everything from Stripe anew, unless that is under way. */
  readAnew(): Promise<void>;
  /** Asks the customer for money. The answer may be lost: whether it is asked again is drawn. @returns the request's id. */
  ask(): string;
  /** Of every request, how it stands in the conversation as the customer sees it. */
  shown(): Promise<ReadonlyMap<string, readonly string[]>>;
  readonly asked: readonly string[];
  /** Resolves when every line stands again; what is to be repeated is. */
  comeBack(): Promise<void>;
  close(): void;
}

const isLost = (error: unknown): boolean => error instanceof AppError && error.code === 'UNAVAILABLE';

/**
 * @param address of the server, which runs.
 * @param isReached whether Stripe was asked for a request: then it need not be repeated.
 */
export async function openPayDesk(
  address: string,
  random: Random,
  isReached: (requestId: string) => boolean,
): Promise<PayDesk> {
  const [adminToken, supportToken] = await Promise.all([signIn(address, 'admin'), signIn(address)]);
  const open = (token: string) => openLine({ url: address, namespace: '/console', random, auth: () => ({ token }) });
  const [admin, support] = [open(adminToken), open(supportToken)];
  let visitorToken: string | undefined;
  const started = Promise.withResolvers<undefined>();
  const visitor = openLine({
    url: address,
    namespace: '/visitor',
    random,
    auth: () => ({ siteKey: SITE_KEY, ...(visitorToken !== undefined && { visitorToken }) }),
    onSession: (session) => {
      visitorToken = session.visitorToken;
      started.resolve(undefined);
    },
  });
  await within(PATIENCE_MS, 'the visitor to be let in', started.promise);
  const { conversationId } = await visitor.call('chat.start', { id: uuidv7() });
  await visitor.call('chat.send', { id: uuidv7(), conversationId, body: 'How can I pay?' });

  const lines = [admin, support, visitor];
  let isClosed = false;
  const asked: string[] = [];
  const repeats = new Map<string, InputOf<'billing.requestPayment'>>();
  /** Fails for what a lost line or a silent Stripe does not explain. */
  const { promise: broken, reject: breakDown } = Promise.withResolvers<never>();
  broken.catch(() => undefined);

  function request(input: InputOf<'billing.requestPayment'>): void {
    support.call('billing.requestPayment', input).then(
      ({ id, state }) => {
        if (id !== input.id || state !== 'open')
          breakDown(new Error(`the request ${input.id} was answered as ${id}, ${state}`));
      },
      (error: unknown) => {
        if (isClosed) return;
        // Before the account is taken up again nobody can be asked for money.
        const isTooEarly = error instanceof AppError && error.details?.reason === 'notConnected';
        if (!isLost(error) && !isTooEarly) breakDown(error instanceof Error ? error : new Error(String(error)));
        else if (!isReached(input.id)) void pause(TOO_EARLY_MS).then(() => request(input));
        else if (random.next() < 0.5) repeats.set(input.id, input);
      },
    );
  }

  return {
    asked,
    sync: () => Promise.race([broken, admin.call('billing.sync', {})]),
    readAnew: async () => {
      await admin.call('billing.startBackfill', {}).catch((error: unknown) => {
        const reason = error instanceof AppError ? error.details?.reason : undefined;
        if (!isLost(error) && reason !== 'underWay' && reason !== 'notConnected') throw error;
      });
    },
    ask: () => {
      const id = uuidv7();
      asked.push(id);
      request({
        id,
        conversationId,
        kind: random.pick(['checkout', 'paymentLink']),
        amount: random.between(100, 90_000),
        currency: 'EUR',
        description: `Request ${String(asked.length)}`,
      });
      return id;
    },
    shown: async () => {
      const { messages } = await visitor.call('chat.history', { conversationId, limit: 100 });
      const objects = messages.flatMap(({ object }) => object ?? []);
      return new Map(asked.map((id) => [id, objects.filter((one) => one.id === id).map(({ state }) => state)]));
    },
    comeBack: async () => {
      for (const line of lines) line.retryNow();
      while (lines.some((line) => line.line().state !== 'online')) await pause(LOOK_MS);
      const again = [...repeats.values()];
      repeats.clear();
      for (const input of again) request(input);
    },
    close: () => {
      isClosed = true;
      for (const line of lines) line.close();
    },
  };
}
