import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { readFile } from 'node:fs/promises';
import type { SecureContextOptions } from 'node:tls';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { contract } from '#shared/contract.ts';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { ANONYMOUS, type Connection } from '#server/dispatch/connection.ts';
import type { Dispatcher } from '#server/dispatch/dispatcher.ts';
import { explainFailure } from '#server/dispatch/failure.ts';
import type { FrontDoor } from './frontDoor.ts';
import { HTTP_STATUS } from './httpStatus.ts';
import { checkMetricsAccess, type MetricsAccess } from './metricsAccess.ts';
import type { OriginPolicy } from './originPolicy.ts';
import { consolePolicy, demoPolicy, previewPolicy, widgetPolicy } from './pagePolicies.ts';
import { credentialsOf, DEVICE_LIFETIME_S, deviceCookie, deviceOf, sessionCookie } from './sessionCookie.ts';

/** What the widget's frame of a site needs: who may embed it, and the facts the page is given. */
export interface WidgetSite {
  readonly allowedOrigins: readonly string[];
  readonly facts: unknown;
}

export interface HttpCarrierOptions {
  readonly origins: OriginPolicy;
  readonly door: FrontDoor;
  /** Null speaks plain HTTP. */
  readonly tls: SecureContextOptions | null;
  /** Folders of built files. */
  readonly consoleDirectory: string;
  readonly widgetDirectory: string;
  readonly authenticate: (token: string) => Promise<StaffPrincipal | null>;
  readonly widgetSite: (key: string) => Promise<WidgetSite | null>;
  /** False once the server has begun to stop. */
  readonly isReady: () => boolean;
  /** @throws AppError UNAVAILABLE when the database takes no commands. */
  readonly checkWriter: () => Promise<void>;
  /** What other servers post, by its address: the body as it came, because its sender has signed these very bytes. */
  readonly webhooks?: Readonly<Record<string, Webhook>>;
  /** What `GET /metrics` answers, and to whom; null where nothing is measured. */
  readonly metrics?: (MetricsAccess & { readonly type: string; readonly text: () => string }) | null;
  readonly logger: Logger;
}

type Webhook = (
  body: Buffer,
  headers: Readonly<Record<string, string | undefined>>,
) => Promise<{ readonly status: number; readonly body: unknown }>;

const MAXIMUM_BODY_BYTES = 64 * 1024;
/** Stripe's largest events are far smaller. */
const MAXIMUM_WEBHOOK_BYTES = 1024 * 1024;
const HASHED_FILE = /-[\w-]{8,}\.(?:js|css|woff2|svg|png)$/;

/** JSON inside a script element must not be able to end it. */
const jsonForPage = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);

function answerError(reply: FastifyReply, thrown: unknown, logger: Logger): void {
  const { error, cause } = explainFailure(thrown);
  if (cause !== undefined) logger.error({ correlationId: error.correlationId, cause }, 'a request failed');
  if (error.details?.retryAfterMs !== undefined) {
    void reply.header('retry-after', String(Math.ceil(error.details.retryAfterMs / 1_000)));
  }
  void reply.code(HTTP_STATUS[error.code]).send({ error });
}

/** Turns what fastify itself finds wrong with a request (unreadable JSON, a body too large) into an error of ours. */
function asAppError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('statusCode' in error)) return error;
  const status = error.statusCode;
  if (typeof status !== 'number' || status >= 500) return error;
  return new AppError('INVALID_INPUT', `The request could not be read: ${error.message}.`, {
    reason: 'request',
    status,
  });
}

/** The HTTP carrier: health, the operations that the contract gives an address, and the static pages. */
export function createHttpCarrier(options: HttpCarrierOptions): {
  readonly app: FastifyInstance;
  /** Serves the contract's operations; called once the dispatcher exists. */
  serve(dispatcher: Dispatcher): Promise<void>;
} {
  const { origins, door, consoleDirectory, widgetDirectory, authenticate, widgetSite, isReady, logger } = options;
  const webSocketOriginOf = (request: IncomingMessage): string =>
    `${door.isSecure(request) ? 'wss' : 'ws'}://${request.headers.host ?? ''}`;
  const settings = {
    bodyLimit: MAXIMUM_BODY_BYTES,
    forceCloseConnections: true,
    trustProxy: false,
    // An address that cannot be read: no hook has run yet.
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      answerError(reply, asAppError(error), logger);
    },
  } satisfies FastifyServerOptions;
  // One type for both: what is asked of the server below, both can do.
  const app =
    options.tls === null ? fastify(settings) : (fastify({ ...settings, https: options.tls }) as FastifyInstance);

  app.addHook('onRequest', async (request) => {
    door.visit(request.raw);
    if (!origins.isOwnHost(request.headers)) {
      throw new AppError('FORBIDDEN', 'This server does not answer to that host name.', { reason: 'host' });
    }
    return Promise.resolve();
  });
  app.setErrorHandler((error, _request, reply) => {
    answerError(reply, asAppError(error), logger);
  });
  app.setNotFoundHandler((_request, reply) => {
    answerError(reply, new AppError('NOT_FOUND', 'There is nothing at this address.', { reason: 'address' }), logger);
  });

  const checkReady = (): void => {
    if (!isReady()) throw new AppError('UNAVAILABLE', 'The server is stopping.', { reason: 'stopping' });
  };
  app.get('/healthz', async () => {
    checkReady();
    await options.checkWriter();
    return { status: 'ok' };
  });
  app.get('/readyz', () => {
    checkReady();
    return { status: 'ready' };
  });
  const { metrics } = options;
  if (metrics)
    app.get('/metrics', (request, reply) => {
      checkMetricsAccess(request.raw, metrics);
      return reply.type(metrics.type).header('cache-control', 'no-store').send(metrics.text());
    });
  app.get('/', (_request, reply) => reply.redirect('/console/'));
  for (const address of ['/console', '/widget', '/demo'])
    app.get(address, (_request, reply) => reply.redirect(`${address}/`));

  async function widgetFrame(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { site: key } = request.query as Record<string, unknown>;
    const site = typeof key === 'string' ? await widgetSite(key) : null;
    const page = await readFile(path.join(widgetDirectory, 'widget', 'frame.html'), 'utf8');
    const facts = `<script type="application/json" id="site">${jsonForPage(site?.facts ?? null)}</script>`;
    const origins = site?.allowedOrigins ?? [];
    const ancestors = origins.length === 0 ? ['*'] : ["'self'", ...origins];
    // A customer sees this answer too: without a site the page says, in its own words, that there is no chat.
    await reply
      .code(site === null ? 404 : 200)
      .header('content-security-policy', widgetPolicy(webSocketOriginOf(request.raw), ancestors))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page.replace('<!--site-->', () => facts));
  }

  async function servePages(): Promise<void> {
    const files = { index: 'index.html', decorateReply: false, cacheControl: false };
    const serve = async (prefix: string, root: string, policy: (request: IncomingMessage) => string): Promise<void> => {
      await app.register(async (scope) => {
        scope.addHook('onSend', async (request, reply) => {
          void reply
            .header('content-security-policy', policy(request.raw))
            .header(
              'cache-control',
              HASHED_FILE.test(request.url) ? 'public, max-age=31536000, immutable' : 'no-cache',
            );
          return Promise.resolve();
        });
        await scope.register(fastifyStatic, { ...files, root, prefix });
      });
    };
    await serve('/console/', consoleDirectory, (request) =>
      request.url?.startsWith('/console/preview/') === true ? previewPolicy : consolePolicy(webSocketOriginOf(request)),
    );
    await serve('/demo/', path.join(widgetDirectory, 'demo'), () => demoPolicy);
    app.get('/widget/frame.html', widgetFrame);
    await app.register(async (scope) => {
      scope.addHook('onSend', async (request, reply) => {
        // The loader and its parts run in other sites' pages.
        void reply
          .header('cross-origin-resource-policy', 'cross-origin')
          .header('access-control-allow-origin', '*')
          .header('cache-control', HASHED_FILE.test(request.url) ? 'public, max-age=31536000, immutable' : 'no-cache');
        return Promise.resolve();
      });
      await scope.register(fastifyStatic, { ...files, root: path.join(widgetDirectory, 'widget'), prefix: '/widget/' });
    });
  }

  /** The connection that one request is. */
  async function connectionOf(
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ connection: Connection; token: () => string | undefined }> {
    const { address, isSecure } = door.visit(request.raw);
    const credentials = credentialsOf(request.headers, isSecure);
    const foreign = !origins.isOwnOrigin(request.headers);
    const unproven = credentials?.byCookie === true && request.method !== 'GET' && !origins.hasOrigin(request.headers);
    if (foreign || unproven) {
      throw new AppError('FORBIDDEN', 'Requests with the session cookie must come from this server’s own pages.', {
        reason: 'origin',
      });
    }
    let token: string | undefined;
    const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure } as const;
    const connection: Connection = {
      id: uuidv7(),
      carrier: 'http',
      address,
      client: request.headers['user-agent'] ?? 'unknown',
      device: deviceOf(request.headers, isSecure),
      principal: (credentials === null ? null : await authenticate(credentials.token)) ?? ANONYMOUS,
      send: () => undefined,
      signedIn: (principal, issued) => {
        connection.principal = principal;
        token = issued;
        void reply.setCookie(sessionCookie(isSecure), issued, { ...cookie, expires: new Date(principal.expiresAt) });
        void reply.setCookie(deviceCookie(isSecure), connection.device, { ...cookie, maxAge: DEVICE_LIFETIME_S });
      },
      rolesChanged: () => undefined,
      signedOut: () => {
        connection.principal = ANONYMOUS;
        void reply.clearCookie(sessionCookie(isSecure), cookie);
      },
      // Every request is a handshake of its own.
      renew: () => undefined,
    };
    return { connection, token: () => token };
  }

  /** In a scope of their own: there, no body is parsed. */
  async function serveWebhooks(): Promise<void> {
    await app.register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(
        '*',
        { parseAs: 'buffer', bodyLimit: MAXIMUM_WEBHOOK_BYTES },
        (_request, body, parsed) => {
          parsed(null, body);
        },
      );
      for (const [address, answer] of Object.entries(options.webhooks ?? {})) {
        scope.post(address, { bodyLimit: MAXIMUM_WEBHOOK_BYTES }, async (request, reply) => {
          checkReady();
          const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
          const { status, body } = await answer(bytes, request.headers as Record<string, string | undefined>);
          return reply.code(status).header('cache-control', 'no-store').send(body);
        });
      }
      done();
    });
  }

  return {
    app,
    serve: async (dispatcher) => {
      await app.register(fastifyCookie);
      for (const [name, declaration] of Object.entries(contract)) {
        if (!('http' in declaration)) continue;
        const { method, path: url } = declaration.http;
        app.route({
          method,
          url,
          handler: async (request, reply) => {
            const { connection, token } = await connectionOf(request, reply);
            const result = await dispatcher.call(connection, name, method === 'POST' ? request.body : {});
            void reply.header('cache-control', 'no-store');
            if (!result.ok) {
              answerError(reply, AppError.fromWire(result.error), logger);
              return reply;
            }
            const issued = token();
            return reply.send(issued === undefined ? result.value : { ...(result.value as object), token: issued });
          },
        });
      }
      await serveWebhooks();
      await servePages();
    },
  };
}
