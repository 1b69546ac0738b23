import { Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { contract } from '#shared/contract.ts';
import { createAccountsGateway } from '#server/accounts/outside.ts';
import { createSessionUse } from '#server/accounts/sessionUse.ts';
import { hashToken, newToken } from '#server/accounts/token.ts';
import { createAuditGateway } from '#server/audit/outside.ts';
import { createBillingGateway, memorySecrets, type SecretStore } from '#server/billing/outside.ts';
import { addCommonHeaders } from '#server/carriers/commonHeaders.ts';
import { createFrontDoor } from '#server/carriers/frontDoor.ts';
import { createHttpCarrier } from '#server/carriers/http.ts';
import { createMessagePortCarrier, type PortLike, type PortSession } from '#server/carriers/messagePort.ts';
import { createOriginPolicy } from '#server/carriers/originPolicy.ts';
import { createSocketIoCarrier } from '#server/carriers/socketIo.ts';
import { createChatGateway } from '#server/chat/outside.ts';
import { startCore } from '#server/core/startCore.ts';
import { startVerify } from '#server/core/startVerify.ts';
import { DEMO_SIGN_INS } from '#server/demo/people.ts';
import { tellRefunds } from '#server/demo/tellRefunds.ts';
import type { Connection } from '#server/dispatch/connection.ts';
import { createDispatcher } from '#server/dispatch/dispatcher.ts';
import { checkHandlers } from '#server/dispatch/handlers.ts';
import { createLimitGuard, limitsSchema, type Limits } from '#server/dispatch/limits.ts';
import { features } from '#server/features.ts';
import { HEARTBEAT_MS } from '#server/journal/feed.ts';
import { feedHandlers } from '#server/journal/feedHandlers.ts';
import { createAlertsGateway, type GivenSeries } from '#server/monitoring/alerts/outside.ts';
import { createHealth } from '#server/monitoring/health.ts';
import { createHousekeeping } from '#server/monitoring/housekeeping.ts';
import { storageHandlers } from '#server/monitoring/storageHandlers.ts';
import { createTraffic } from '#server/monitoring/traffic.ts';
import { openWorkspace } from '#server/openWorkspace.ts';
import { DEFAULT_DISK, type DiskLook, type DiskSettings } from '#server/storage/diskWatch.ts';
import { startFailure, storageFailure } from '#server/storage/sqlite/failure.ts';
import { loadTls, watchTls, type TlsFiles, type TlsReload } from '#server/tls.ts';
import type { Synchronous } from '#server/storage/sqlite/connection.ts';
import { wireBackups, type BackupSettings } from '#server/wiring/backups.ts';
import { createFollowers } from '#server/wiring/followers.ts';
import { createInstruments } from '#server/wiring/instruments.ts';
import { addressOf, listenFailure, refusePlainHttp, refusePublicDemo } from '#server/wiring/listening.ts';
import { createOperations } from '#server/wiring/operations.ts';
import type { OwnSandbox } from '#server/wiring/ownSandbox.ts';
import { createNotifications } from '#server/wiring/notifications.ts';
import { createOwnCalls } from '#server/wiring/ownCalls.ts';
import { stopInOrder } from '#server/wiring/stopInOrder.ts';
import { watchStorage } from '#server/wiring/watchStorage.ts';

/** Where Stripe sends its events. */
const STRIPE_WEBHOOKS = '/webhooks/stripe';

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
  /** UTC milliseconds, and the limits' clock; with `writer: 'worker'` the core's threads have the system's clock. */
  readonly clock?: () => number;
  /** For tests: the one that proves durability by its absence, and those that cut no power. The product never sets it. */
  readonly synchronous?: Synchronous;
  /** What differs from DEFAULT_BACKUPS. */
  readonly backups?: Partial<BackupSettings>;
  /** What differs from DEFAULT_DISK; tests also say what a look finds. */
  readonly disk?: Partial<DiskSettings> & { readonly look?: () => Promise<DiskLook> };
  /** Where Stripe's secrets are kept; in memory when not given. */
  readonly secrets?: SecretStore;
  /** The port of the sandbox that stands in for Stripe, whenever that changes; null for Stripe itself, and for nothing. */
  readonly onSandbox?: (port: number | null) => void;
  /** What a demo workspace mirrors; without it, a demo is connected by hand. No other workspace has it started. */
  readonly sandbox?: OwnSandbox | undefined;
  /** For the torture, which tells the series itself; the product never sets it. */
  readonly alerts?: GivenSeries;
  /** For the torture, whose receivers are on this machine; the product never sets it. */
  readonly notifications?: { readonly allowsLoopback: boolean };
  /** Whoever knows it may read `GET /metrics` from anywhere; without it, only this computer may. */
  readonly metricsToken?: string | null;
  /** False measures nothing, and `GET /metrics` is not there; true when not given. */
  readonly isMeasured?: boolean;
  /** A thread of the core or the database was lost; the process should end and be started again. */
  readonly onLost?: (reason: Error) => void;
}

export interface RunningServer {
  /** `http://HOST:PORT`, https with TLS: where it listens */
  readonly address: string;
  /** False until a workspace has been set up. */
  readonly isSetUp: boolean;
  /** Looks at the TLS files now; they are looked at every few seconds anyway. */
  reloadTls(): void;
  /** Returns the way to end it. */
  connectPort(port: PortLike, session: PortSession): () => void;
  /** Answers what is under way, then stops. A second call waits for the same end. */
  close(): Promise<void>;
}

/** When people were last connected is written this often, and when the server stops. */
const KEEP_LAST_SEEN_MS = 10 * 60_000;
/** Journal entries after which a site's open chats shake hands anew. */
const RENEWS_SITES: ReadonlySet<string> = new Set(['sites.changed', 'sites.keyRotated', 'sites.disabled']);

/** Milliseconds that only grow. */
const now = (): number => performance.now();

/** A timer that can be called off and never keeps the process alive. */
function callableOff(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms).unref();
  return () => {
    clearTimeout(timer);
  };
}

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
  const listening = { host, isEncrypted: options.tls !== undefined, proxies, publicUrls };
  refusePlainHttp(listening);
  const tls = options.tls === undefined ? null : loadTls(options.tls);
  const limits = limitsSchema.parse(options.limits ?? {});
  const { isDemo, sandbox: brought } = options;
  const workspace = await openWorkspace(options.dataDirectory, {
    isDemo,
    now: clock(),
    hasSandbox: brought !== undefined,
  });
  try {
    if (workspace.isDemo) refusePublicDemo(listening, workspace.directory.path);
  } catch (error) {
    workspace.directory.release();
    throw error;
  }
  const onError = (error: unknown): void => {
    logger.error({ err: error }, 'something failed in the gateway');
  };

  const instruments = createInstruments({ isMeasured: options.isMeasured ?? true, clock, onError });
  const core = await startCore({
    databaseFile: workspace.directory.databaseFile,
    synchronous: options.synchronous ?? 'FULL',
    mode: options.writer,
    threadEntry: options.threadEntry,
    clock,
    registry: instruments.registry,
    onCommitted: (committed, heardAt) => {
      feed.publish(committed);
      notifications.committed(committed);
      instruments.told(committed, heardAt);
      for (const { name, subjects } of committed) {
        if (name === 'accounts.sessionRevoked') connections.endSessions(subjects);
        if (RENEWS_SITES.has(name)) connections.renewSites(subjects);
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

  const steadyClock = options.clock ?? now;
  const { databaseFile } = workspace.directory;
  const { submit, proveWriting } = createOwnCalls(core, logger, (error) => void disk.failed(error));
  const disk = await watchStorage({
    directory: workspace.directory.path,
    databaseFile,
    settings: options.disk ?? {},
    proveWriting,
    rescue: core.rescue,
    logger,
    onLost: (reason) => options.onLost?.(reason),
  });
  const health = createHealth({ refusal: disk.refusal, prove: proveWriting, now });

  const { feed, team, visitors, connections } = createFollowers({
    submit,
    clock,
    now,
    onError,
    instruments: instruments.feed,
  });
  const accounts = createAccountsGateway({
    submit,
    clock,
    setUpCode: options.setUpCode ?? null,
    allowedFailures: { perAccount: limits.failuresPerAccount, perAddress: limits.failuresPerAddress },
    connected: connections.accounts,
    demoSignIns: workspace.isDemo ? DEMO_SIGN_INS : null,
  });
  // A session that is ended, or roles that change, while somebody is being let in.
  const authenticate = async (token: string): Promise<StaffPrincipal | null> =>
    connections.asOfNow(await accounts.authenticate(token));
  const reauthorise = async (accountId: string): Promise<void> => {
    const account = await submit('accounts.account', { accountId });
    if (account !== null) connections.setRoles(accountId, account.roles);
  };
  const sessionUse = createSessionUse({
    mark: (sessionId) => submit('accounts.markSessionUsed', { sessionId }),
    clock: steadyClock,
    onError,
  });
  const chat = createChatGateway({
    submit,
    feed,
    newToken,
    hashToken,
    visitors,
    someoneIsHere: team.someoneIsHere,
  });
  const operations = createOperations({
    submit,
    instruments,
    databaseFile,
    server: options,
    lines: connections.lines,
    stripe: () => billing,
    clock,
    now,
    after: callableOff,
    onError,
  });
  const ofFeed = feedHandlers(feed, clock());
  const backups = await wireBackups({
    submit,
    clock,
    after: callableOff,
    settings: options.backups ?? {},
    dataDirectory: workspace.directory.path,
    threadEntry: options.threadEntry,
    logger,
    onError,
  });
  const traffic = createTraffic(now);
  const housekeeping = createHousekeeping({
    submit,
    traffic,
    now,
    after: callableOff,
    isDiskNeeded: () => backups.isUnderWay() || disk.refusal() !== null,
    log: (compaction) => {
      logger.info(compaction, 'unused room in the database was given back to the disk');
    },
    onError,
  });
  const storage = storageHandlers({
    submit,
    disk,
    limits: { ...DEFAULT_DISK, ...options.disk },
    isCompacting: housekeeping.isCompacting,
  });
  const audit = createAuditGateway({
    verify: (onProgress) => startVerify(options.threadEntry, { databaseFile }, onProgress),
    clock,
    log: ({ outcome, ...walk }) => {
      if (outcome === 'whole') logger.info(walk, 'the journal was verified and is whole');
      else logger.error(walk, outcome === 'broken' ? 'the journal is broken' : 'the journal could not be verified');
    },
    onError,
  });
  const sandbox = workspace.isDemo ? brought : undefined;
  const webhookUrl = (): string | null => {
    const reached = sandbox === undefined ? publicUrls[0] : addressOf(listening, port);
    return reached === undefined ? null : `${reached}${STRIPE_WEBHOOKS}`;
  };
  const billing = createBillingGateway({
    submit,
    clock,
    now,
    after: callableOff,
    onError,
    secrets: sandbox?.secrets ?? options.secrets ?? memorySecrets(),
    ...(options.onSandbox === undefined ? {} : { onSandbox: options.onSandbox }),
    onServiceCall: operations.onServiceCall,
    webhookInstruments: instruments.webhooks,
    isDemo: workspace.isDemo,
    webhookUrl,
    address: () => publicUrls[0] ?? addressOf(listening, port),
  });
  const { range } = operations;
  const alerts = createAlertsGateway({ submit, clock, range, after: callableOff, onError, ...options.alerts });
  const notifications = createNotifications({
    ...{ submit, feed, clock, now, onError, after: callableOff },
    secrets: options.secrets ?? memorySecrets(),
    allowsLoopback: workspace.isDemo || options.notifications?.allowsLoopback === true,
    publicUrl: publicUrls[0],
  });
  const gateway = {
    ...alerts.handlers,
    ...notifications.handlers,
    ...billing.handlers,
    ...audit.handlers,
    ...backups.handlers,
    ...storage,
    ...operations.handlers,
    ...accounts.handlers,
    ...team.handlers,
    ...chat.handlers,
    ...ofFeed,
  };
  checkHandlers({
    commands: Object.keys(features.commands),
    queries: Object.keys(features.queries),
    gateway: [
      alerts.handlers,
      notifications.handlers,
      billing.handlers,
      audit.handlers,
      backups.handlers,
      storage,
      operations.handlers,
      accounts.handlers,
      team.handlers,
      chat.handlers,
      ofFeed,
    ].flatMap((handlers) => Object.keys(handlers)),
  });
  const dispatcher = createDispatcher({
    submit: async (call) => {
      const refusal = contract[call.name].kind === 'command' ? disk.refusal() : null;
      if (refusal !== null) return { ok: false, error: refusal.toWire() };
      if (contract[call.name].kind === 'command') traffic.note();
      const result = await core.submit(call);
      if (!result.ok) void disk.failed(AppError.fromWire(result.error));
      else if (call.principal.kind === 'staff') await sessionUse.note(call.principal.sessionId);
      return result;
    },
    gateway,
    afterwards: {
      ...chat.afterwards,
      ...team.afterwards,
      ...billing.afterwards,
      ...notifications.afterwards,
      // Whose queue it is of is theirs to know.
      'monitoring.retryJob': () => {
        billing.afterwards['monitoring.retryJob']();
        notifications.wakeSending();
      },
      // Before the admin is answered: from then on nobody acts with the roles they had.
      'accounts.setRoles': (_context, _output, { accountId }) => reauthorise(accountId),
      'accounts.deactivate': (_context, _output, { accountId }) => {
        connections.endAccount(accountId);
      },
    },
    limits: createLimitGuard(limits, steadyClock),
    onPrincipalChanged: connections.principalChanged,
    clock,
    onCall: operations.onCall,
    instruments: instruments.calls,
    logger,
  });

  let port = 0;
  let ready = false;
  const origins = createOriginPolicy({ host, port: () => port, isEncrypted: listening.isEncrypted, publicUrls });
  const door = createFrontDoor({ isEncrypted: listening.isEncrypted, proxies, refusesForwarded: workspace.isDemo });
  const http = createHttpCarrier({
    origins,
    door,
    tls,
    checkWriter: health.check,
    consoleDirectory: options.consoleDirectory,
    widgetDirectory: options.widgetDirectory,
    authenticate,
    widgetSite: async (key) => {
      const site = await chat.site(key);
      if (site === null) return null;
      const { allowedOrigins, ...facts } = site;
      return { allowedOrigins, facts: { key: facts.key, name: facts.name, locale: facts.locale, theme: facts.theme } };
    },
    isReady: () => ready,
    metrics: operations.metrics(options.metricsToken ?? null, listening.isEncrypted || proxies.length > 0),
    webhooks: { [STRIPE_WEBHOOKS]: (body, headers) => billing.webhook(body, headers['stripe-signature']) },
    logger,
  });
  const lines = {
    onOpen: (connection: Connection) => {
      operations.onOpen(connection);
      connections.add(connection);
    },
    onClose: (connection: Connection, reason: string) => {
      connections.remove(connection);
      operations.onClose(connection, reason);
      accounts.left(connection.principal, clock());
    },
    onError,
  };
  const sockets = createSocketIoCarrier({
    ...lines,
    server: http.app.server,
    origins,
    door,
    dispatcher,
    connectionsPerAddress: limits.connectionsPerAddress,
    authenticate,
    openVisitor: chat.openVisitor,
    follow: chat.follow,
  });
  const openPort = createMessagePortCarrier({ ...lines, dispatcher, authenticate });
  addCommonHeaders(http.app.server, door);
  const reload = watchServer(options.tls, http.app.server, logger);

  const stop = async (): Promise<void> => {
    ready = false;
    clearInterval(heartbeat);
    clearInterval(keepLastSeen);
    reload?.stop();
    audit.stop();
    const lines = async (): Promise<void> => {
      // The last answers leave.
      for (const _ of [1, 2]) await new Promise((resolve) => setImmediate(resolve));
      // Together: the one closes the web sockets, the other cuts off requests that would never end.
      await Promise.all([sockets.close(), http.app.close()]);
      await accounts.keepLastSeen(clock()).catch(onError);
    };
    const calls = { stop: dispatcher.stop };
    const parts = { calls, lines: { stop: lines }, disk, alerts, operations, billing, notifications, sandbox, housekeeping, backups, core: { stop: core.close } }; // prettier-ignore
    await stopInOrder(parts, logger);
    workspace.directory.release();
  };
  let stopped: Promise<void> | undefined;
  const heartbeat = setInterval(() => {
    feed.heartbeat();
    connections.endExpired(clock());
  }, HEARTBEAT_MS / 3).unref();
  const keepLastSeen = setInterval(() => {
    accounts.keepLastSeen(clock()).catch(onError);
  }, KEEP_LAST_SEEN_MS).unref();
  try {
    await team.start();
    operations.start(core.collect);
    await http.serve(dispatcher);
    await http.app.listen({ host, port: options.port });
  } catch (cause) {
    await stop();
    throw listenFailure(host, options.port, cause);
  }
  port = (http.app.server.address() as AddressInfo).port;
  ready = true;
  alerts.start();
  void notifications.start().catch(onError);
  const startBilling = async (): Promise<void> => {
    await sandbox?.start({ dataDirectory: workspace.directory.path, webhookUrl: webhookUrl() ?? '' });
    // It may have come up while the server was told to stop.
    if (stopped === undefined) await billing.start();
    const isOver = (): boolean => stopped !== undefined;
    if (sandbox?.hasRefunds === true && !isOver())
      await tellRefunds({ submit, clock, isOver, wakeRefunds: billing.afterwards['billing.requestRefund'] });
  };
  void startBilling().catch(onError);

  return {
    address: addressOf(listening, port),
    isSetUp: workspace.isSetUp,
    reloadTls: () => reload?.look({ settled: true }),
    connectPort: openPort,
    close: () => (stopped ??= stop()),
  };
}
