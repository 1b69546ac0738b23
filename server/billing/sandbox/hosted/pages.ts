import type { Engine } from '#server/billing/sandbox/engine.ts';
import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { invalidRequest, StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
import { completeAfterAuthentication, linesOfSession, paySession } from '#server/billing/sandbox/resources/checkout.ts';
import { methodNamed } from '#server/billing/sandbox/resources/instruments.ts';
import { finishAuthentication } from '#server/billing/sandbox/resources/paying.ts';
import { openLink } from '#server/billing/sandbox/resources/paymentLinks.ts';
import { finishSetupAuthentication } from '#server/billing/sandbox/resources/setupIntents.ts';
import { authenticationPage, checkoutPage, donePage, overPage, receiptPage } from './checkoutPage.ts';

type Intent = Kinds['payment_intent'] | Kinds['setup_intent'];

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The pages that a customer sees: Checkout, payment links, 3-D Secure, receipts. */
export interface HostedPages {
  readonly owns: (path: string) => boolean;
  readonly answer: (method: string, path: string, query: string, body: string) => PageAnswer;
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const html = (body: string, status = 200): PageAnswer => ({ status, headers: HEADERS, body });
const redirect = (to: string): PageAnswer => ({ status: 303, headers: { location: to, ...HEADERS }, body: '' });

const PATH = /^\/(c\/pay|pay|3ds|receipts)\/([A-Za-z0-9_]{1,100})$/;

/** Runs `work` in one transaction, and keeps what a decline leaves behind. */
function attempt<Result>({ world, transact }: Engine, work: () => Result): Result | StripeError {
  return transact(() => {
    world.database.exec('SAVEPOINT page');
    try {
      return work();
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      if (!error.keepsChanges) world.database.exec('ROLLBACK TO page');
      return error;
    } finally {
      world.database.exec('RELEASE page');
    }
  });
}

/** A URL of the shop's, with the session's id where the shop asked for it. */
const returnTo = (url: string, sessionId: string): string => url.replaceAll('{CHECKOUT_SESSION_ID}', sessionId);

const MAXIMUM_FIELD = 500;

const field = (form: URLSearchParams, name: string): string | null => form.get(name)?.slice(0, MAXIMUM_FIELD) ?? null;

/** A test method by its name; the methods of the shop's customers are not for whoever opens the page. */
function chosenMethod(form: URLSearchParams): string {
  const name = form.get('payment_method') ?? '';
  if (name.startsWith('pm_card_')) return name;
  throw invalidRequest('Please choose one of the test payment methods.', { param: 'payment_method' });
}

/** Where the shop gets its customer back, with what it needs to look the intent up. */
function backWith(returnUrl: string, { id, client_secret: secret, object, status }: Intent): string {
  const url = new URL(returnUrl);
  url.searchParams.set(object, id);
  url.searchParams.set(`${object}_client_secret`, secret ?? '');
  const isThrough = status === 'succeeded' || status === 'processing' || status === 'requires_capture';
  url.searchParams.set('redirect_status', isThrough ? 'succeeded' : 'failed');
  return url.href;
}

export function createHostedPages(engine: Engine): HostedPages {
  const { world } = engine;
  const { store } = world;

  function finished(sessionId: string): PageAnswer {
    const session = store.need('checkout.session', sessionId);
    if (session.status === 'expired')
      return html(overPage('The time to pay is up. Please go back to the shop and start again.'), 410);
    return session.success_url === null
      ? html(donePage(session, messageOf(session)))
      : redirect(returnTo(session.success_url, sessionId));
  }

  /** What the shop says on the page of its link once it is paid. */
  function messageOf({ payment_link: id }: Kinds['checkout.session']): string | null {
    const link = id === null ? undefined : store.get('payment_link', id);
    return link?.after_completion.hosted_confirmation?.custom_message ?? null;
  }

  function checkout(method: string, id: string, form: URLSearchParams, error: string | null): PageAnswer {
    const session = store.need('checkout.session', id);
    if (session.status !== 'open') return finished(id);
    const show = (message: string | null): PageAnswer =>
      html(
        checkoutPage(session, linesOfSession(world, id), {
          error: message,
          email: field(form, 'email'),
          name: field(form, 'name'),
        }),
        message === null ? 200 : 402,
      );
    if (method !== 'POST') return show(error);
    const result = attempt(engine, () => {
      const named = methodNamed(world, chosenMethod(form));
      const billing = { ...named.billing_details, email: field(form, 'email'), name: field(form, 'name') };
      return paySession(world, session, store.change('payment_method', named, { billing_details: billing }));
    });
    if (result instanceof StripeError) return show(result.message);
    if (result.status === 'open' && result.payment_intent !== null) return redirect(`/3ds/${result.payment_intent}`);
    return finished(id);
  }

  function backFrom3ds(id: string): PageAnswer {
    const kind = id.startsWith('seti_') ? 'setup_intent' : 'payment_intent';
    const { session, returnUrl } = store.hidden(kind, id);
    if (typeof session === 'string')
      return store.get('checkout.session', session)?.status === 'open'
        ? redirect(`/c/pay/${session}?failed=1`)
        : finished(session);
    return typeof returnUrl === 'string'
      ? redirect(backWith(returnUrl, store.need(kind, id)))
      : html(overPage('You can close this page and go back to the shop.'));
  }

  function authenticate(method: string, id: string, form: URLSearchParams): PageAnswer {
    const isSetup = id.startsWith('seti_');
    const intent = isSetup ? store.need('setup_intent', id) : store.need('payment_intent', id);
    if (intent.status !== 'requires_action') return backFrom3ds(id);
    if (method !== 'POST') return html(authenticationPage(intent));
    const isPassed = form.get('result') === 'passed';
    attempt(engine, () => {
      if (isSetup) finishSetupAuthentication(world, id, isPassed);
      else completeAfterAuthentication(world, finishAuthentication(world, id, isPassed));
    });
    return backFrom3ds(id);
  }

  function follow(kind: string, method: string, id: string, query: string, form: URLSearchParams): PageAnswer {
    if (kind === 'c/pay')
      return checkout(
        method,
        id,
        form,
        new URLSearchParams(query).has('failed')
          ? 'Your bank did not confirm the payment. Please try another method.'
          : null,
      );
    if (kind === '3ds') return authenticate(method, id, form);
    if (kind === 'receipts') return html(receiptPage(store.need('charge', id)));
    const session = attempt(engine, () => openLink(world, store.need('payment_link', id)));
    return session instanceof StripeError
      ? html(overPage(session.message), session.status)
      : redirect(`/c/pay/${session.id}`);
  }

  return {
    owns: (path) => PATH.test(path),
    answer(method, path, query, body) {
      const [, kind = '', id = ''] = PATH.exec(path) ?? [];
      try {
        return follow(kind, method, id, query, new URLSearchParams(body));
      } catch (error) {
        if (!(error instanceof StripeError)) throw error;
        return html(overPage('There is no such page.'), error.status);
      }
    },
  };
}
