import path from 'node:path';
import { startServer } from '#server/startServer.ts';
import type { RunningServer } from '#server/startServer.ts';
import { createMemoryLog } from '#tests/support/log.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';

const MANY = { count: 100_000, perMs: 10_000 };

export interface Shop {
  /** Stays the same over restarts. */
  readonly address: string;
  readonly stop: () => Promise<void>;
  readonly startAgain: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The demo workspace on a real server, with the built widget and its demo page, which can go away and come back. */
export async function openShop(widgetDirectory: string): Promise<Shop> {
  const temporary = makeTemporaryDirectory();
  let running: RunningServer | null = null;

  async function start(port: number): Promise<RunningServer> {
    running = await startServer({
      dataDirectory: path.join(temporary.path, 'data'),
      host: '127.0.0.1',
      port,
      isDemo: true,
      consoleDirectory: widgetDirectory,
      widgetDirectory,
      writer: 'inline',
      threadEntry: THREAD_ENTRY,
      limits: { message: MANY, signIn: MANY, calls: MANY, connectionsPerAddress: 1_000 },
      logger: createMemoryLog().logger,
    });
    return running;
  }

  const { address } = await start(0);
  const stop = async (): Promise<void> => {
    await running?.close();
    running = null;
  };
  return {
    address,
    stop,
    startAgain: async () => {
      await start(Number(new URL(address).port));
    },
    close: async () => {
      await stop();
      temporary.remove();
    },
  };
}
