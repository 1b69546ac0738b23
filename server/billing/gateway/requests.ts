import type { ParsedInputOf } from '#shared/contract.ts';
import type { PaymentRequest, RequestAtStripe } from '#shared/billing/requests/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { MirroredKind } from '#shared/billing/objects.ts';
import type { StripeAccount } from '#server/billing/stripe/account.ts';
import type { FetchedObject } from '#server/billing/stripe/flatten.ts';
import { createLoop } from './loop.ts';
import { mirrorAnswer } from './mirrorAnswer.ts';
import { isPassing } from './passing.ts';
import { connected, type Surroundings } from './surroundings.ts';

const RETRY_MS = 15_000;
/** Stripe knows a repeat by its key for a day; after that, asking again could make a second page. */
const LONGEST_MS = 23 * 60 * 60_000;
/** Where a customer may be sent to: a page of Stripe's, also on the shop's own domain, and in a demo the sandbox on this machine. */
function isHostedPage(url: string, mode: StripeAccount['mode']): boolean {
  const parts = URL.parse(url);
  if (parts?.username !== '' || parts.password !== '') return false;
  return mode === 'demo' ? parts.protocol === 'http:' && parts.hostname === '127.0.0.1' : parts.protocol === 'https:';
}

/** Without what only the gateway needs. */
function shown({ stripeId: _, returnTo: __, ...request }: RequestAtStripe): PaymentRequest {
  return request;
}

interface Made {
  readonly stripeId: string;
  readonly url: string;
  readonly expiresAt: number | null;
  readonly object: object;
  readonly kind: MirroredKind;
}

/** @param address of this server, where a customer gets back to whose shop is not known. */
export function createRequests(surroundings: Surroundings, address: () => string, wakeFetches: () => void) {
  const { submit, clock, account, after, onError } = surroundings;
  const underWay = new Map<string, Promise<PaymentRequest>>();

  async function mirror(objects: readonly FetchedObject[]): Promise<void> {
    const { wantsFetch } = await submit('billing.mirrorObjects', { objects: [...objects], gone: [] });
    if (wantsFetch) wakeFetches();
  }
  async function mirrorMade(kind: MirroredKind, object: object): Promise<void> {
    if (await mirrorAnswer(surroundings, kind, object)) wakeFetches();
  }

  /** The same request makes the same call, so that a repeat makes nothing new. */
  async function makeAtStripe(stripe: StripeAccount, request: RequestAtStripe): Promise<Made> {
    const { id, kind, amount, currency, description, conversationId, returnTo } = request;
    const metadata = { optimaliq_request: id, optimaliq_conversation: conversationId };
    const price = { currency: currency.toLowerCase(), unit_amount: amount, product_data: { name: description } };
    const shared = {
      line_items: [{ quantity: 1, price_data: price }],
      customer_creation: 'always' as const,
      metadata,
      payment_intent_data: { description, metadata },
    };
    const options = { idempotencyKey: `request-${id}` };
    if (kind === 'checkout') {
      const session = await stripe.call((sdk) =>
        sdk.checkout.sessions.create({ ...shared, mode: 'payment', success_url: `${returnTo ?? address()}/` }, options),
      );
      const { id: stripeId, url, expires_at: expiresAt } = session;
      return { stripeId, url: url ?? '', expiresAt: expiresAt * 1_000, object: session, kind: 'checkout.session' };
    }
    const link = await stripe.call((sdk) =>
      // Paid once: it is one customer's.
      sdk.paymentLinks.create({ ...shared, restrictions: { completed_sessions: { limit: 1 } } }, options),
    );
    return { stripeId: link.id, url: link.url, expiresAt: null, object: link, kind: 'payment_link' };
  }

  async function refuse(requestId: string, failure: AppError): Promise<never> {
    await submit('billing.recordRequestFailed', { requestId, failure: failure.message });
    throw failure;
  }

  async function makeOnce(request: RequestAtStripe): Promise<PaymentRequest> {
    const stripe = connected(surroundings);
    const { id: requestId } = request;
    if (clock() - request.createdAt > LONGEST_MS)
      return refuse(
        requestId,
        new AppError('PROVIDER_FAILED', 'Stripe did not answer for a day. Ask for the money again.', {
          reason: 'tooOld',
        }),
      );
    let made: Made;
    try {
      made = await makeAtStripe(stripe, request);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return isPassing(error) ? Promise.reject(error) : refuse(requestId, error);
    }
    const { stripeId, url, expiresAt } = made;
    if (!isHostedPage(url, stripe.mode))
      return refuse(
        requestId,
        new AppError('PROVIDER_FAILED', 'Stripe answered with an address that is none of its pages.', {
          reason: 'address',
        }),
      );
    const sent = await submit('billing.recordRequestMade', { requestId, stripeId, url, expiresAt });
    await mirrorMade(made.kind, made.object);
    return sent;
  }

  /** However many ask, one call at a time is under way for a request. */
  function make(request: RequestAtStripe): Promise<PaymentRequest> {
    const { id } = request;
    const before = underWay.get(id);
    if (before !== undefined) return before;
    const work = makeOnce(request).finally(() => underWay.delete(id));
    underWay.set(id, work);
    return work;
  }

  const loop = createLoop({
    run: async () => {
      if (account() === null) return null;
      const { requests } = await submit('billing.unmadeRequests', {});
      let isWaiting = false;
      for (const request of requests) {
        try {
          await make(request);
        } catch (error) {
          if (isPassing(error)) isWaiting = true;
          else if (!(error instanceof AppError)) onError(error);
        }
      }
      return isWaiting ? RETRY_MS : null;
    },
    after,
    onError,
    retryMs: RETRY_MS,
  });

  async function takeBack(stripe: StripeAccount, { id, kind, stripeId }: RequestAtStripe): Promise<Made['object']> {
    const options = { idempotencyKey: `take-back-${id}` };
    return kind === 'checkout'
      ? stripe.call((sdk) => sdk.checkout.sessions.expire(stripeId ?? '', {}, options))
      : stripe.call((sdk) => sdk.paymentLinks.update(stripeId ?? '', { active: false }, options));
  }

  return {
    loop,
    request: async (input: ParsedInputOf<'billing.requestPayment'>, by: Principal): Promise<PaymentRequest> => {
      connected(surroundings);
      const request = await submit('billing.recordRequest', input, by);
      if (request.state === 'failed')
        throw new AppError('PROVIDER_FAILED', request.failure ?? 'Stripe refused.', { reason: 'refused' });
      if (request.state !== 'making') return shown(request);
      try {
        return await make(request);
      } catch (error) {
        if (!isPassing(error)) throw error;
        loop.wake();
        throw new AppError(
          'UNAVAILABLE',
          'Stripe has not answered yet. The request is sent, once, as soon as it does.',
          {
            reason: 'uncertain',
          },
        );
      }
    },
    cancel: async (
      { requestId }: ParsedInputOf<'billing.cancelPaymentRequest'>,
      by: Principal,
    ): Promise<PaymentRequest> => {
      const request = await submit('billing.requestAtStripe', { requestId });
      if (request.state === 'making')
        throw new AppError('CONFLICT', 'Stripe has not answered yet. Cancel it once it is sent.', { reason: 'making' });
      if (request.state !== 'open') return shown(request);
      const stripe = connected(surroundings);
      const kind = request.kind === 'checkout' ? 'checkout.session' : 'payment_link';
      try {
        const object = await takeBack(stripe, request);
        const canceled = await submit('billing.recordRequestCanceled', { requestId }, by);
        await mirrorMade(kind, object);
        return canceled;
      } catch (error) {
        // A session that was paid, or ran out, cannot be taken back: how it stands is what is told.
        if (!(error instanceof AppError) || error.code !== 'PROVIDER_FAILED' || isPassing(error)) throw error;
        const found = await stripe.object(kind, request.stripeId ?? '');
        if (found === 'gone') throw error;
        await mirror(found);
        const now = await submit('billing.requestAtStripe', { requestId });
        if (now.state === 'open') throw error;
        return shown(now);
      }
    },
  };
}
