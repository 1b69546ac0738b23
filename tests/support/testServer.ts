import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Limits } from '#server/dispatch/limits.ts';
import { startServer, type RunningServer, type ServerOptions } from '#server/startServer.ts';
import type { ManualClock } from './clock.ts';
import { createMemoryLog } from './log.ts';
import { makePages } from './pages.ts';
import type { PeopleIds } from './people.ts';
import { makeTemporaryDirectory } from './temporaryDirectory.ts';
import { makeWorkspace } from './workspace.ts';

/** Numbers no test reaches by accident; the limiter itself is always on. */
const RAISED: Limits = {
  message: { count: 1_000_000, perMs: 10_000 },
  signIn: { count: 1_000_000, perMs: 10_000 },
  calls: { count: 1_000_000, perMs: 10_000 },
  connectionsPerAddress: 10_000,
  failuresPerAccount: 1_000_000,
  failuresPerAddress: 1_000_000,
};

export const THREAD_ENTRY = new URL('../../server/core/thread.ts', import.meta.url);

export interface TestServerOptions {
  readonly writer?: ServerOptions['writer'];
  /** Only with the writer inline: a thread has the system's clock. */
  readonly clock?: ManualClock;
  /** Those that differ from the raised ones. */
  readonly limits?: Partial<Limits>;
  /** `shop`: set up, with PEOPLE and the site SITE_KEY. `none`: nobody has set it up. `demo`: the demo workspace. */
  readonly workspace?: 'shop' | 'none' | 'demo';
  readonly allowedOrigins?: readonly string[];
  readonly setUpCode?: string | null;
  /** Uses this directory, which stays when the server is closed. */
  readonly dataDirectory?: string;
  readonly onLost?: (reason: Error) => void;
  readonly disk?: ServerOptions['disk'];
  readonly tls?: ServerOptions['tls'];
  readonly proxies?: readonly string[];
  readonly publicUrls?: readonly string[];
  readonly secrets?: ServerOptions['secrets'];
  readonly onSandbox?: (port: number | null) => void;
  readonly metricsToken?: ServerOptions['metricsToken'];
  readonly isMeasured?: boolean;
  readonly alerts?: ServerOptions['alerts'];
}

export interface TestServer {
  readonly address: string;
  readonly port: number;
  readonly dataDirectory: string;
  readonly running: RunningServer;
  /** Ids of PEOPLE; empty texts where the workspace is not `shop` or was made before. */
  readonly people: PeopleIds;
  readonly log: ReturnType<typeof createMemoryLog>;
  /** Runs when the server is closed, before it stops: how clients go away by themselves. */
  beforeClose(close: () => Promise<void> | void): void;
  /** Closes the clients, then the server, and removes its files. A second call does nothing. */
  close(): Promise<void>;
}

const STUCK_AFTER_MS = 50_000;
const NOBODY: PeopleIds = { support: '', colleague: '', finance: '', admin: '' };

/** A real server with a real database in a temporary directory, on a free port. Whoever starts it closes it. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { writer = 'inline', workspace = 'shop', clock, allowedOrigins, setUpCode = null, onLost } = options;
  const temporary = makeTemporaryDirectory();
  const dataDirectory = options.dataDirectory ?? path.join(temporary.path, 'data');
  mkdirSync(dataDirectory, { recursive: true });
  const log = createMemoryLog();
  const closing: (() => Promise<void> | void)[] = [];
  let people = NOBODY;
  let running: RunningServer;
  try {
    if (workspace === 'shop') {
      people = await makeWorkspace(dataDirectory, {
        now: (clock?.now ?? Date.now)(),
        ...(allowedOrigins && { allowedOrigins }),
      });
    }
    running = await startServer({
      dataDirectory,
      host: '127.0.0.1',
      port: 0,
      isDemo: workspace === 'demo',
      ...makePages(path.join(temporary.path, 'pages')),
      writer,
      threadEntry: THREAD_ENTRY,
      setUpCode,
      limits: { ...RAISED, ...options.limits },
      logger: log.logger,
      // Nobody cuts the power here: to wait for the disk at each commit would show nothing. tests/durability does.
      synchronous: 'NORMAL',
      ...(clock && { clock: clock.now }),
      ...(onLost && { onLost }),
      ...(options.disk && { disk: options.disk }),
      tls: options.tls,
      proxies: options.proxies ?? [],
      publicUrls: options.publicUrls ?? [],
      ...(options.secrets && { secrets: options.secrets }),
      ...(options.onSandbox && { onSandbox: options.onSandbox }),
      metricsToken: options.metricsToken ?? null,
      isMeasured: options.isMeasured ?? true,
      ...(options.alerts && { alerts: options.alerts }),
    });
  } catch (error) {
    temporary.remove();
    throw error;
  }

  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    // Before the test's own limit ends it without a word; what the server waits for is in its log.
    const stuck = Promise.withResolvers<never>();
    const tell = setTimeout(() => {
      stuck.reject(new Error(`a test server does not close: ${log.text().slice(-500)}`));
    }, STUCK_AFTER_MS);
    const all = async (): Promise<void> => {
      for (const run of closing.splice(0).reverse()) await run();
      await running.close();
    };
    try {
      await Promise.race([all(), stuck.promise]);
    } finally {
      clearTimeout(tell);
    }
    temporary.remove();
  };
  return {
    address: running.address,
    port: Number(new URL(running.address).port),
    dataDirectory,
    running,
    people,
    log,
    beforeClose: (run) => void closing.push(run),
    close: () => (closed ??= close()),
  };
}
