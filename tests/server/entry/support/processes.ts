import path from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { makeTemporaryDirectory, type TemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import {
  startServerProcess,
  type ServerProcess,
  type ServerProcessOptions,
} from '#tests/torture/support/serverProcess.ts';

export interface Processes {
  /** A directory of the test's own, removed when it ends. */
  readonly scratch: string;
  /** A data directory in it. */
  data(name?: string): string;
  /** A server on `data()`, ended with the test. */
  start(options?: Partial<ServerProcessOptions>): Promise<ServerProcess>;
}

/** For a file whose tests start servers as processes of their own. */
export function givenProcesses(): Processes {
  // Every server is a process of its own, and a busy machine takes seconds to start one.
  vi.setConfig({ testTimeout: 400_000 });
  let scratch: TemporaryDirectory;
  const servers: ServerProcess[] = [];
  beforeEach(() => {
    scratch = makeTemporaryDirectory();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.signal('SIGKILL');
      await server.end;
    }
    scratch.remove();
  });
  const data = (name = 'data'): string => path.join(scratch.path, name);
  return {
    get scratch() {
      return scratch.path;
    },
    data,
    start: async (options = {}) => {
      const server = await startServerProcess({ dataDirectory: data(), ...options });
      servers.push(server);
      return server;
    },
  };
}
