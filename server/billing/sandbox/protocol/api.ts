import type { EventRecorder } from '#server/billing/sandbox/world/events.ts';
import { API_VERSION } from '#server/billing/sandbox/world/events.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { isUtf8 } from 'node:buffer';
import { entriesOf, parseForm } from './form.ts';
import type { Form } from './form.ts';
import { expand } from './expand.ts';
import { accountId } from '#server/billing/sandbox/resources/account.ts';
import { fingerprint } from './idempotency.ts';
import { boundaryOf, parseMultipart, type Upload } from './multipart.ts';
import type { Restrictions } from './restrictions.ts';
import type { Idempotency, KeptAnswer } from './idempotency.ts';
import type { FindRoute, Match, RequestFacts } from './route.ts';
import {
  StripeError,
  errorBody,
  invalidRequest,
  noAccess,
  noKey,
  serverError,
  unrecognizedUrl,
  wrongKey,
} from './stripeError.ts';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** Without its question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ApiOptions {
  readonly world: World;
  readonly events: EventRecorder;
  readonly idempotency: Idempotency;
  readonly findRoute: FindRoute;
  /** The only key that is let in; null lets any `sk_test_` or `rk_test_` key in. */
  readonly key: string | null;
  readonly restrictions: Restrictions;
  /** Changes what goes out: a later version of the API has its fields elsewhere. */
  readonly reshape: (object: object) => object;
  /** Told of an error that is none of Stripe's. */
  readonly onFault: (error: unknown) => void;
}

/** A request that was read and let in, and has not been worked on. */
export interface Accepted {
  /** Does the work, as one transaction, and gives the answer. */
  readonly run: () => ApiAnswer;
  /** Drops the request without having worked on it. */
  readonly abandon: () => void;
}

/** Answers requests. Between `accept` and `run` time may pass: another request with the same idempotency key is then refused. */
export interface Api {
  readonly accept: (request: ApiRequest) => Accepted;
}

const VERSION = /^\d{4}-\d{2}-\d{2}(?:\.[a-z]+)?(?:;.*)?$/;
const TEST_KEY = /^(?:sk|rk)_test_\w{1,200}$/;

const single = (value: string | readonly string[] | undefined): string => (typeof value === 'string' ? value : '');

/** The sandbox's own time, which whoever reads an object takes it to be as of. */
const dateOf = ({ clock }: World): string => new Date(clock.now() * 1_000).toUTCString();

function givenKey(authorization: string): string {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() === 'basic') return Buffer.from(value, 'base64').toString().split(':')[0] ?? '';
  return '';
}

/** Takes `expand` out, which every operation knows. */
function splitExpand(form: Form): { readonly paths: readonly string[]; readonly rest: Form } {
  const { expand: wanted, ...rest } = form;
  if (wanted === undefined) return { paths: [], rest };
  const entries = entriesOf(wanted);
  if (entries?.every((entry) => typeof entry === 'string') !== true)
    throw invalidRequest('Invalid array', { param: 'expand' });
  return { paths: entries, rest };
}

export function createApi({
  world,
  events,
  idempotency,
  findRoute,
  key,
  restrictions,
  reshape,
  onFault,
}: ApiOptions): Api {
  const { database, store, ids } = world;

  function authenticate({ headers, method, path }: ApiRequest): void {
    const given = givenKey(single(headers['authorization']));
    if (given === '') throw noKey();
    if (key === null ? !TEST_KEY.test(given) : given !== key && !restrictions.knows(given)) throw wrongKey(given);
    restrictions.check(given, method, path, () => accountId(world));
  }

  /** One version and one account is all there is; to answer for others as if they were these would be untrue. */
  function checkContext(headers: ApiRequest['headers']): void {
    const version = single(headers['stripe-version']);
    if (version !== '' && !VERSION.test(version)) throw invalidRequest(`Invalid Stripe API version: ${version}`);
    const account = single(headers['stripe-account']);
    if (account !== '') throw noAccess(account);
  }

  function answerOf(
    status: number,
    body: object,
    requestId: string,
    more: Readonly<Record<string, string>> = {},
  ): ApiAnswer {
    return {
      status,
      body: JSON.stringify(body, null, 2),
      headers: { 'request-id': requestId, 'stripe-version': API_VERSION, date: dateOf(world), ...more },
    };
  }

  function refusal(error: unknown, requestId: string): ApiAnswer {
    if (!(error instanceof StripeError)) onFault(error);
    const known = error instanceof StripeError ? error : serverError();
    return answerOf(known.status, errorBody(known, requestId), requestId, known.headers);
  }

  function readBody({ method, path, query, headers, body }: ApiRequest): { form: Form; upload: Upload | null } {
    const contentType = single(headers['content-type']);
    const boundary = boundaryOf(contentType);
    // Files are taken at one address; any other wants a form.
    if (method === 'POST' && path === '/v1/files' && boundary !== null) return parseMultipart(body, boundary);
    if (!isUtf8(body)) throw invalidRequest('Invalid request: the body must be UTF-8.');
    const text = body.toString();
    const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
    if (method === 'POST' && text !== '' && type !== 'application/x-www-form-urlencoded') {
      throw invalidRequest(
        `Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, ` +
          'we can help at https://support.stripe.com/.',
      );
    }
    return { form: parseForm([query, text].filter((part) => part !== '').join('&')), upload: null };
  }

  /** Runs the operation within a savepoint: an error undoes what was done, unless it says that it stays. */
  function perform(work: () => object): object {
    database.exec('SAVEPOINT operation');
    try {
      const answer = work();
      database.exec('RELEASE operation');
      return answer;
    } catch (error) {
      if (!(error instanceof StripeError && error.keepsChanges)) database.exec('ROLLBACK TO operation');
      database.exec('RELEASE operation');
      throw error;
    }
  }

  /** One operation and the keeping of its answer: both are there after a crash, or neither is. */
  function runKept(work: () => object, requestId: string, idempotencyKey: string, request: string): ApiAnswer {
    database.exec('BEGIN IMMEDIATE');
    try {
      let answer: ApiAnswer;
      try {
        answer = events.during({ id: requestId, idempotency_key: idempotencyKey === '' ? null : idempotencyKey }, () =>
          answerOf(200, perform(work), requestId),
        );
      } catch (error) {
        answer = refusal(error, requestId);
      }
      if (idempotencyKey !== '') {
        idempotency.keep(idempotencyKey, request, { status: answer.status, body: answer.body, requestId });
      }
      database.exec('COMMIT');
      return answer;
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  const replay = ({ status, body, requestId }: KeptAnswer, mine: string, idempotencyKey: string): ApiAnswer => ({
    status,
    body,
    headers: {
      'request-id': mine,
      'original-request': requestId,
      'idempotency-key': idempotencyKey,
      'idempotent-replayed': 'true',
      'stripe-version': API_VERSION,
      date: dateOf(world),
    },
  });

  function prepare({ route, parts }: Match, form: Form, facts: RequestFacts): () => object {
    const { paths, rest } = splitExpand(form);
    const run = route.prepare(rest, parts, facts);
    return () => reshape(expand(store, run(world), paths));
  }

  return {
    accept(request) {
      const requestId = `req_${ids.text(14)}`;
      const { method, path, headers } = request;
      let leave = (): void => undefined;
      const settled = (answer: ApiAnswer): Accepted => ({ run: () => answer, abandon: () => undefined });
      try {
        authenticate(request);
        checkContext(headers);
        const match = findRoute(method, path);
        if (match === undefined) throw unrecognizedUrl(method, path);
        const { form, upload } = readBody(request);
        const idempotencyKey = method === 'POST' ? single(headers['idempotency-key']) : '';
        const print = fingerprint(method, path, form, upload);
        if (idempotencyKey !== '') {
          leave = idempotency.enter(idempotencyKey);
          const kept = idempotency.find(idempotencyKey, print);
          if (kept !== undefined) {
            leave();
            return settled(replay(kept, requestId, idempotencyKey));
          }
        }
        const hasVersion = single(headers['stripe-version']) !== '';
        const work = prepare(match, form, { hasVersion, upload });
        const named: Readonly<Record<string, string>> =
          idempotencyKey === '' ? {} : { 'idempotency-key': idempotencyKey, 'original-request': requestId };
        return {
          abandon: leave,
          run() {
            try {
              const answer = runKept(work, requestId, idempotencyKey, print);
              return { ...answer, headers: { ...answer.headers, ...named } };
            } catch (error) {
              return refusal(error, requestId);
            } finally {
              leave();
            }
          },
        };
      } catch (error) {
        leave();
        return settled(refusal(error, requestId));
      }
    },
  };
}
