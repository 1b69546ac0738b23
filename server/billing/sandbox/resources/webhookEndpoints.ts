import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { listOf, PAGING } from '#server/billing/sandbox/protocol/lists.ts';
import {
  boolean,
  changedMetadata,
  clearable,
  limited,
  list,
  metadata,
  notBuilt,
  required,
  text,
} from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest } from '#server/billing/sandbox/protocol/stripeError.ts';
import { API_VERSION } from '#server/billing/sandbox/world/events.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';

type Endpoint = Kinds['webhook_endpoint'];

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The sandbox talks to this machine only. @throws StripeError for any other address. */
function checkUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) {
    throw invalidRequest('Not a valid URL', { code: 'url_invalid', param: 'url' });
  }
  if (!LOOPBACK.has(parsed.hostname)) {
    throw invalidRequest(
      'This sandbox delivers events to this machine only: use an address at 127.0.0.1 or localhost.',
      {
        code: 'url_invalid',
        param: 'url',
      },
    );
  }
}

export interface NewEndpoint {
  readonly url: string;
  readonly enabled_events: readonly string[];
  readonly api_version?: string | undefined;
  readonly description?: string | null | undefined;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Chosen here when it is not given. */
  readonly secret?: string | undefined;
}

/** Adds an endpoint. Its secret is shown this once. */
export function createEndpoint(
  { store, ids, clock }: World,
  given: NewEndpoint,
): Endpoint & { readonly secret: string } {
  checkUrl(given.url);
  const secret = given.secret ?? `whsec_${ids.text(32)}`;
  const endpoint: Endpoint = {
    id: ids.of('webhook_endpoint'),
    object: 'webhook_endpoint',
    api_version: given.api_version ?? null,
    application: null,
    created: clock.now(),
    description: given.description ?? null,
    enabled_events: [...given.enabled_events],
    livemode: false,
    metadata: { ...given.metadata },
    status: 'enabled',
    url: given.url,
  };
  store.add('webhook_endpoint', endpoint, { hidden: { secret } });
  return { ...endpoint, secret };
}

/** The endpoint at `url` for every event, made if there is none. One that is there keeps what still waits to be delivered to it. */
export function keepEndpoint(world: World, url: string, secret: string): void {
  const known = world.store.all('webhook_endpoint').find((endpoint) => endpoint.url === url);
  if (known === undefined) {
    createEndpoint(world, { url, enabled_events: ['*'], secret });
    return;
  }
  world.store.change('webhook_endpoint', known, { enabled_events: ['*'], status: 'enabled' });
  world.store.hide('webhook_endpoint', known.id, { secret });
}

/** The store's one endpoint moves to `url`, with what still waits to be delivered to it. It is made if there is none. */
export function moveEndpoint(world: World, url: string, secret: string): void {
  const [known] = world.store.all('webhook_endpoint');
  if (known !== undefined) world.store.change('webhook_endpoint', known, { url });
  keepEndpoint(world, url, secret);
}

export const WEBHOOK_ENDPOINT_ROUTES: readonly Route[] = [
  route(
    'POST',
    '/v1/webhook_endpoints',
    {
      url: required(text()),
      enabled_events: required(list(text())),
      api_version: limited(text(), API_VERSION),
      connect: notBuilt(),
      description: clearable(text()),
      metadata: metadata(),
    },
    (world, { connect: _, metadata: change, ...given }) =>
      createEndpoint(world, { ...given, metadata: changedMetadata({}, change) }),
  ),
  route('GET', '/v1/webhook_endpoints', PAGING, (world, page) => listOf(world, 'webhook_endpoint', page)),
  route('GET', '/v1/webhook_endpoints/:id', {}, ({ store }, _, { id }) => store.need('webhook_endpoint', id)),
  route(
    'POST',
    '/v1/webhook_endpoints/:id',
    {
      url: text(),
      enabled_events: list(text()),
      description: clearable(text()),
      disabled: boolean(),
      metadata: metadata(),
    },
    (world, { url, enabled_events, description, disabled, metadata: change }, { id }) => {
      const endpoint = world.store.need('webhook_endpoint', id);
      if (url !== undefined) checkUrl(url);
      return changeAndTell(
        world,
        'webhook_endpoint',
        endpoint,
        {
          metadata: changedMetadata(endpoint.metadata, change),
          ...(url === undefined ? {} : { url }),
          ...(enabled_events === undefined ? {} : { enabled_events: [...enabled_events] }),
          ...(description === undefined ? {} : { description }),
          ...(disabled === undefined ? {} : { status: disabled ? 'disabled' : 'enabled' }),
        },
        null,
      );
    },
  ),
  route('DELETE', '/v1/webhook_endpoints/:id', {}, ({ store }, _, { id }) => {
    store.need('webhook_endpoint', id);
    store.remove('webhook_endpoint', id);
    return { id, object: 'webhook_endpoint', deleted: true };
  }),
];
