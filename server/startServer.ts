import { Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createAccountsGateway } from '#server/accounts/outside.ts';
import { hashToken, newToken } from '#server/accounts/token.ts';
import { addCommonHeaders } from '#server/carriers/commonHeaders.ts';
import { createFrontDoor } from '#server/carriers/frontDoor.ts';
import { createHttpCarrier } from '#server/carriers/http.ts';
import { createMessagePortCarrier, type PortLike, type PortSession } from '#server/carriers/messagePort.ts';
import { createOriginPolicy } from '#server/carriers/originPolicy.ts';
import { createSocketIoCarrier } from '#server/carriers/socketIo.ts';
import { createChatGateway } from '#server/chat/outside.ts';
import type { CoreCall } from '#server/core/call.ts';
import { startCore } from '#server/core/startCore.ts';
import { DEMO_SIGN_INS } from '#server/demo/people.ts';
import { createConnections } from '#server/dispatch/connections.ts';
import { newCorrelationId } from '#server/dispatch/correlation.ts';
import { createDispatcher } from '#server/dispatch/dispatcher.ts';
import { checkHandlers } from '#server/dispatch/handlers.ts';
import { createLimitGuard, limitsSchema, type Limits } from '#server/dispatch/limits.ts';
import { features } from '#server/features.ts';
import { createFeed, HEARTBEAT_MS } from '#server/journal/feed.ts';
import { feedHandlers } from '#server/journal/feedHandlers.ts';
import { isLoopback } from '#server/loopback.ts';
import { openWorkspace } from '#server/openWorkspace.ts';
import { startFailure, storageFailure } from '#server/storage/sqlite/failure.ts';
import { StartError } from '#server/storage/startError.ts';
import { loadTls, watchTls, type TlsFiles, type TlsReload } from '#server/tls.ts';
import type { Synchronous } from '#server/storage/sqlite/connection.ts';

export interface ServerOptions {
  readonly dataDirectory: string;
  /** Beyond loopback only with `tls` or `proxies`. */
  readonly host: string;
  /** Speaks TLS with these files, and takes them anew when they change. */
  readonly tls?: TlsFiles | undefined;
  /** Networks (CIDR) of the reverse proxy that speaks TLS before this server. */
  readonly proxies?: readonly string[];
  /** The https origins under which browsers reach this server. */
  readonly publicUrls?: readonly string[];
  /** 0 takes a free port. */
  readonly port: number;
  /** Serves the demo workspace, which is made when the directory is empty. */
  readonly isDemo: boolean;
  /** Folders of the built console, and of the built widget and demo shop. */
  readonly consoleDirectory: string;
  readonly widgetDirectory: string;
  readonly writer: 'worker' | 'inline';
  /** core/thread.ts, or its bundle. */
  readonly threadEntry: URL;
  /** The code that setting up over HTTP needs; null allows set-up through the MessagePort only. */
  readonly setUpCode?: string | null;
  readonly limits?: Partial<Limits>;
  readonly logger: Logger;
  /** UTC milliseconds; with `writer: 'worker'` the core's threads have the system's clock. */
  readonly clock?: () => number;
  /** For the test that proves durability by its absence; the product never sets it. */
  readonly synchronous?: Synchronous;
  /** A thread of the core was lost; the process should end and be started again. */
  readonly onLost?: (reason: Error) => void;
}

export interface RunningServer {
  /** `http://HOST:PORT`, https with TLS: where it listens */
  readonly address: string;
  /** False until a workspace has been set up. */
  readonly isSetUp: boolean;
  /** Looks at the TLS files now; they are looked at every few seconds anyway. */
  reloadTls(): void;
  connectPort(port: PortLike, session: PortSession): void;
  /** Answers what is under way, then stops. A second call waits for the same end. */
  close(): Promise<void>;
}

/** Events to one console within this many milliseconds travel together. */
const FEED_BATCH_MS = 16;

function watchServer(files: TlsFiles | undefined, server: unknown, logger: Logger): TlsReload | undefined {
  if (files === undefined || !(server instanceof HttpsServer)) return undefined;
  return watchTls(
    files,
    (pair) => {
      server.setSecureContext(pair);
    },
    logger,
  );
}

/**
 * Wires the server together and starts it.
 * @throws StartError when the data directory, the database or the address cannot be used; nothing was changed then.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, logger, clock = Date.now } = options;
  const { proxies = [], publicUrls = [] } = options;
  if (!isLoopback(host) && options.tls === undefined && proxies.length === 0) {
    throw new StartError(
      `Over plain HTTP the server serves this computer only: --host must be a loopback address such as 127.0.0.1, not ${host}. Others reach it with --tls-cert and --tls-key, or --behind-proxy.`,
    );
  }
  const tls = options.tls === undefined ? null : loadTls(options.tls);
  const limits = limitsSchema.parse(options.limits ?? {});
  const workspace = await openWorkspace(options.dataDirectory, { isDemo: options.isDemo, now: clock() });
  if (workspace.isDemo && (!isLoopback(host) || proxies.length > 0 || publicUrls.length > 0)) {
    workspace.directory.release();
    throw new StartError(
      `${workspace.directory.path} holds a demo, which serves this computer only: leave --host, --behind-proxy and --public-url away.`,
    );
  }
  const onError = (error: unknown): void => {
    logger.error({ err: error }, 'something failed in the gateway');
  };

  const core = await startCore({
    databaseFile: workspace.directory.databaseFile,
    synchronous: options.synchronous ?? 'FULL',
    mode: options.writer,
    threadEntry: options.threadEntry,
    clock,
    onCommitted: (committed) => {
      feed.publish(committed);
      for (const { name, subjects } of committed) {
        if (name === 'accounts.sessionRevoked') connections.endSessions(subjects);
      }
    },
    onLost: (reason) => {
      logger.fatal({ err: reason }, 'a thread of the core was lost');
      options.onLost?.(reason);
    },
    onError,
  }).catch((error: unknown) => {
    workspace.directory.release();
    throw storageFailure(error) === undefined ? error : startFailure(workspace.directory.databaseFile, error);
  });

  const submit = async <Name extends OperationName>(
    name: Name,
    input: ParsedInputOf<Name>,
  ): Promise<OutputOf<Name>> => {
    const call: CoreCall = {
      name,
      input,
      principal: { kind: 'system' },
      correlationId: newCorrelationId(),
      origin: null,
    };
    const result = await core.submit(call);
    if (!result.ok) {
      if (result.cause !== undefined)
        logger.error(
          { correlationId: call.correlationId, operation: name, cause: result.cause },
          'a call of the server’s own failed',
        );
      throw AppError.fromWire(result.error);
    }
    return result.value as OutputOf<Name>;
  };

  /** A command for a conversation that is not there: the writer begins and ends a transaction, and nothing changes. */
  const checkWriter = async (): Promise<void> => {
    try {
      await submit('chat.close', { id: uuidv7(), conversationId: uuidv7() });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
    }
  };

  const feed = createFeed({
    missed: (input) => submit('feed.missed', input),
    now: () => performance.now(),
    after: (ms, run) => void setTimeout(run, ms).unref(),
    batchMs: FEED_BATCH_MS,
    onError,
  });
  const connections = createConnections(feed);
  const accounts = createAccountsGateway({
    submit,
    clock,
    setUpCode: options.setUpCode ?? null,
    demoSignIns: workspace.isDemo ? DEMO_SIGN_INS : null,
  });
  const chat = createChatGateway({ submit, feed, newToken, hashToken });
  const gateway = { ...accounts.handlers, ...chat.handlers, ...feedHandlers(feed) };
  checkHandlers({
    commands: Object.keys(features.commands),
    queries: Object.keys(features.queries),
    gateway: [accounts.handlers, chat.handlers, feedHandlers(feed)].flatMap((handlers) => Object.keys(handlers)),
  });
  const dispatcher = createDispatcher({
    submit: (call) => core.submit(call),
    gateway,
    afterwards: chat.afterwards,
    limits: createLimitGuard(limits, clock),
    onPrincipalChanged: feed.forget,
    clock,
    logger,
  });

  let port = 0;
  let ready = false;
  const isEncrypted = tls !== null;
  const origins = createOriginPolicy({ host, port: () => port, isEncrypted, publicUrls });
  const door = createFrontDoor({ isEncrypted, proxies, refusesForwarded: workspace.isDemo });
  const http = createHttpCarrier({
    origins,
    door,
    tls,
    checkWriter,
    consoleDirectory: options.consoleDirectory,
    widgetDirectory: options.widgetDirectory,
    authenticate: accounts.authenticate,
    widgetSite: async (key) => {
      const site = await chat.site(key);
      if (site === null) return null;
      const { allowedOrigins, ...facts } = site;
      return { allowedOrigins, facts: { key: facts.key, name: facts.name, locale: facts.locale, theme: facts.theme } };
    },
    isReady: () => ready,
    logger,
  });
  const lines = { onOpen: connections.add, onClose: connections.remove, onError };
  const sockets = createSocketIoCarrier({
    ...lines,
    server: http.app.server,
    origins,
    door,
    dispatcher,
    connectionsPerAddress: limits.connectionsPerAddress,
    authenticate: accounts.authenticate,
    openVisitor: chat.openVisitor,
    follow: chat.follow,
  });
  addCommonHeaders(http.app.server, door);
  const reload = watchServer(options.tls, http.app.server, logger);
  const openPort = createMessagePortCarrier({ ...lines, dispatcher, authenticate: accounts.authenticate });

  const stop = async (): Promise<void> => {
    ready = false;
    clearInterval(heartbeat);
    reload?.stop();
    await dispatcher.stop();
    // The last answers leave.
    for (const _ of [1, 2]) await new Promise((resolve) => setImmediate(resolve));
    // Together: the one closes the web sockets, the other cuts off requests that would never end.
    await Promise.all([sockets.close(), http.app.close()]);
    await core.close();
    workspace.directory.release();
  };
  let stopped: Promise<void> | undefined;
  const heartbeat = setInterval(() => {
    feed.heartbeat();
    connections.endExpired(clock());
  }, HEARTBEAT_MS / 3).unref();
  try {
    await http.serve(dispatcher);
    await http.app.listen({ host, port: options.port });
  } catch (cause) {
    await stop();
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const busy =
      code === 'EADDRINUSE'
        ? `Port ${String(options.port)} is already in use. Choose another with --port, or 0 for any.`
        : undefined;
    throw new StartError(busy ?? `The server cannot listen on ${host}:${String(options.port)} (${code}).`, { cause });
  }
  port = (http.app.server.address() as AddressInfo).port;
  ready = true;

  return {
    address: `${isEncrypted ? 'https' : 'http'}://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${String(port)}`,
    isSetUp: workspace.isSetUp,
    reloadTls: () => reload?.look({ settled: true }),
    connectPort: (messagePort, session) => void openPort(messagePort, session),
    close: () => (stopped ??= stop()),
  };
}
