import type { IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { readFile } from 'node:fs/promises';
import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { contract } from '#shared/contract.ts';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/wire/version.ts';
import { ANONYMOUS, type Connection } from '#server/dispatch/connection.ts';
import type { Dispatcher } from '#server/dispatch/dispatcher.ts';
import { explainFailure } from '#server/dispatch/failure.ts';
import { HTTP_STATUS } from './httpStatus.ts';
import type { OriginPolicy } from './originPolicy.ts';
import { consolePolicy, dataPolicy, demoPolicy, widgetPolicy } from './pagePolicies.ts';
import { credentialsOf, SESSION_COOKIE } from './sessionCookie.ts';

/** What the widget's frame of a site needs: who may embed it, and the facts the page is given. */
export interface WidgetSite {
  readonly allowedOrigins: readonly string[];
  readonly facts: unknown;
}

export interface HttpCarrierOptions {
  readonly origins: OriginPolicy;
  /** Folders of built files. */
  readonly consoleDirectory: string;
  readonly widgetDirectory: string;
  readonly authenticate: (token: string) => Promise<StaffPrincipal | null>;
  readonly widgetSite: (key: string) => Promise<WidgetSite | null>;
  /** False once the server has begun to stop. */
  readonly isReady: () => boolean;
  readonly logger: Logger;
}

const MAXIMUM_BODY_BYTES = 64 * 1024;
/** Of every answer; pages replace the policy by their own. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': dataPolicy,
  [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
};
const HASHED_FILE = /-[\w-]{8,}\.(?:js|css|woff2|svg|png)$/;

const webSocketOriginOf = ({ host }: IncomingHttpHeaders): string => `ws://${host ?? ''}`;

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
  const { origins, consoleDirectory, widgetDirectory, authenticate, widgetSite, isReady, logger } = options;
  const app = fastify({
    bodyLimit: MAXIMUM_BODY_BYTES,
    forceCloseConnections: true,
    trustProxy: false,
    // An address that cannot be read: no hook has run yet.
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      answerError(reply.headers(HEADERS), asAppError(error), logger);
    },
  });

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
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

  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', () => {
    if (!isReady()) throw new AppError('UNAVAILABLE', 'The server is stopping.', { reason: 'stopping' });
    return { status: 'ready' };
  });
  app.get('/', (_request, reply) => reply.redirect('/console/'));
  for (const address of ['/console', '/widget', '/demo'])
    app.get(address, (_request, reply) => reply.redirect(`${address}/`));

  async function widgetFrame(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { site: key } = request.query as Record<string, unknown>;
    const site = typeof key === 'string' ? await widgetSite(key) : null;
    if (site === null) throw new AppError('NOT_FOUND', 'There is no site with this key.', { reason: 'site' });
    const page = await readFile(path.join(widgetDirectory, 'widget', 'frame.html'), 'utf8');
    const facts = `<script type="application/json" id="site">${jsonForPage(site.facts)}</script>`;
    const ancestors = site.allowedOrigins.length === 0 ? ['*'] : ["'self'", ...site.allowedOrigins];
    await reply
      .header('content-security-policy', widgetPolicy(webSocketOriginOf(request.headers), ancestors))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page.replace('<!--site-->', () => facts));
  }

  async function servePages(): Promise<void> {
    const files = { index: 'index.html', decorateReply: false, cacheControl: false };
    const serve = async (
      prefix: string,
      root: string,
      policy: (headers: IncomingHttpHeaders) => string,
    ): Promise<void> => {
      await app.register(async (scope) => {
        scope.addHook('onSend', async (request, reply) => {
          void reply
            .header('content-security-policy', policy(request.headers))
            .header(
              'cache-control',
              HASHED_FILE.test(request.url) ? 'public, max-age=31536000, immutable' : 'no-cache',
            );
          return Promise.resolve();
        });
        await scope.register(fastifyStatic, { ...files, root, prefix });
      });
    };
    await serve('/console/', consoleDirectory, (headers) => consolePolicy(webSocketOriginOf(headers)));
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
    const credentials = credentialsOf(request.headers);
    const foreign = !origins.isOwnOrigin(request.headers);
    const unproven = credentials?.byCookie === true && request.method !== 'GET' && !origins.hasOrigin(request.headers);
    if (foreign || unproven) {
      throw new AppError('FORBIDDEN', 'Requests with the session cookie must come from this server’s own pages.', {
        reason: 'origin',
      });
    }
    let token: string | undefined;
    const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: false } as const;
    const connection: Connection = {
      id: uuidv7(),
      carrier: 'http',
      address: request.ip,
      client: request.headers['user-agent'] ?? 'unknown',
      principal: (credentials === null ? null : await authenticate(credentials.token)) ?? ANONYMOUS,
      send: () => undefined,
      signedIn: (principal, issued) => {
        connection.principal = principal;
        token = issued;
        void reply.setCookie(SESSION_COOKIE, issued, { ...cookie, expires: new Date(principal.expiresAt) });
      },
      signedOut: () => {
        connection.principal = ANONYMOUS;
        void reply.clearCookie(SESSION_COOKIE, cookie);
      },
    };
    return { connection, token: () => token };
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
      await servePages();
    },
  };
}
