import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { OutputOf } from '#shared/contract.ts';
import type { VisitorSession } from '#renderer/client/socketIo.ts';
import { PASSWORD, PEOPLE, type Who } from '#tests/support/people.ts';
import { makeWorkspace, SITE_KEY } from '#tests/support/workspace.ts';
import { storedMessages } from '#tests/torture/support/ledger.ts';
import { openLine } from '#tests/torture/support/line.ts';
import { entry, run } from '#tests/torture/support/program.ts';
import type { Random } from '#server/demo/random.ts';
import {
  freeFixedPort,
  startServerProcess,
  type ServerProcess,
  type ServerProcessOptions,
} from '#tests/torture/support/serverProcess.ts';
import { within } from '#tests/torture/support/within.ts';
import { ledgerFaults } from './ledgerFaults.ts';
import { createWriter, type Writer } from './writer.ts';

/** Bounds for what hangs, in milliseconds. */
const WITHIN_MS = 60_000;
const LOOK_MS = 20;

export interface ShopOptions {
  readonly dataDirectory: string;
  readonly writer: 'worker' | 'inline';
  readonly random: Random;
  readonly visitors: number;
  /** Of whom the first have an agent who answers while they write. */
  readonly agents: number;
  readonly words?: readonly string[];
  readonly under?: readonly string[];
  readonly longestWaitMs?: number;
}

/** A real server in a process of its own, with customers and agents who write all the time. */
export interface Shop {
  readonly url: string;
  readonly writers: readonly Writer[];
  server(): ServerProcess;
  /** Starts another server where one has ended. */
  restart(): Promise<void>;
  /** Acknowledged messages of all. */
  acknowledged(): number;
  /** Resolves when each writer has had at least `more` further messages acknowledged. */
  untilWritten(more: number): Promise<void>;
  /** Resolves when each writer has been refused for this reason since the call. @returns the message. */
  untilRefused(reason: string): Promise<string>;
  /** Looks again and again; fails when it takes too long or a writer meets something wrong. */
  until(what: string, isSo: () => boolean | Promise<boolean>, withinMs?: number): Promise<void>;
  health(): Promise<{ readonly status: number; readonly reason: string | undefined }>;
  signIn(who: Who): Promise<string>;
  /** Whether a session's token still opens it. */
  holds(token: string): Promise<boolean>;
  storage(token: string): Promise<OutputOf<'monitoring.storage'>>;
  /** Over HTTP, as whoever has the token. */
  request(token: string, method: 'GET' | 'POST' | 'DELETE', address: string, body?: unknown): Promise<Response>;
  /** Reads the inbox and a thread, as an agent's console does. @returns how many messages that was. */
  read(): Promise<number>;
  /** Everybody stops, once everything they wrote is acknowledged. Then ends the server and looks at what is stored. */
  settle(): Promise<ShopReport>;
  close(): void;
}

export interface ShopReport {
  readonly messages: number;
  readonly repeated: number;
  readonly journalEntries: number;
  readonly faults: readonly string[];
}

export async function openShop(options: ShopOptions): Promise<Shop> {
  const { dataDirectory, random, longestWaitMs = 0 } = options;
  await makeWorkspace(dataDirectory, { now: Date.now() });
  const port = await freeFixedPort(random);
  const processOptions: ServerProcessOptions = {
    dataDirectory,
    port,
    writer: options.writer,
    ...(options.words && { words: options.words }),
    ...(options.under && { under: options.under }),
  };
  let server = await startServerProcess(processOptions);
  const url = server.address;
  const kill = (): void => server.signal('SIGKILL');
  process.on('exit', kill);

  const request: Shop['request'] = (token, method, address, body) =>
    fetch(`${url}${address}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  async function signIn(who: Who): Promise<string> {
    const response = await request('none', 'POST', '/api/v1/session', {
      email: PEOPLE[who].email,
      password: PASSWORD,
    });
    const { token } = (await response.json()) as { readonly token?: string };
    assert(token !== undefined, `${who} signs in`);
    return token;
  }
  const agentToken = await signIn('support');
  const console_ = openLine({ url, namespace: '/console', random, auth: () => ({ token: agentToken }) });

  function visitor(index: number): Writer {
    let token: string | undefined;
    const startId = uuidv7();
    const client = openLine({
      url,
      namespace: '/visitor',
      random,
      auth: () => ({ siteKey: SITE_KEY, ...(token !== undefined && { visitorToken: token }) }),
      onSession: (session: VisitorSession) => {
        token = session.visitorToken;
      },
    });
    const begin = async () => (await client.call('chat.start', { id: startId })).conversationId;
    return createWriter({
      name: `customer ${index + 1}`,
      client,
      operation: 'chat.send',
      begin,
      random,
      longestWaitMs,
    });
  }
  const visitors = Array.from({ length: options.visitors }, (_, index) => visitor(index));

  function agent(index: number): Writer {
    const client = openLine({ url, namespace: '/console', random, auth: () => ({ token: agentToken }) });
    const begin = async () => {
      while ((visitors[index]?.acknowledged() ?? 0) === 0) await pause(LOOK_MS);
      return visitors[index]?.conversationId() ?? '';
    };
    return createWriter({ name: `agent ${index + 1}`, client, operation: 'chat.reply', begin, random, longestWaitMs });
  }
  const writers = [...visitors, ...Array.from({ length: options.agents }, (_, index) => agent(index))];

  async function until(what: string, isSo: () => boolean | Promise<boolean>, withinMs = WITHIN_MS): Promise<void> {
    let isOver = false;
    const look = async (): Promise<void> => {
      while (!isOver && !(await isSo())) {
        const faults = writers.flatMap((writer) => writer.faults);
        assert.deepEqual(faults, []);
        await pause(LOOK_MS);
      }
    };
    try {
      await within(withinMs, what, look());
    } finally {
      isOver = true;
    }
  }

  const acknowledged = (): number => writers.reduce((sum, writer) => sum + writer.acknowledged(), 0);

  async function untilWritten(more: number): Promise<void> {
    const from = writers.map((writer) => writer.acknowledged());
    await until(`each writer to have ${more} more messages acknowledged`, () =>
      writers.every((writer, index) => writer.acknowledged() >= (from[index] ?? 0) + more),
    );
  }

  async function untilRefused(reason: string): Promise<string> {
    const countOf = (writer: Writer): number => writer.refusals.get(reason)?.count ?? 0;
    const from = writers.map(countOf);
    await until(`each writer to be refused for ${reason}`, () =>
      writers.every((writer, index) => countOf(writer) > (from[index] ?? 0)),
    );
    const found = writers[0]?.refusals.get(reason);
    assert.equal(found?.code, 'UNAVAILABLE');
    return found.message;
  }

  async function settle(): Promise<ShopReport> {
    await within(WITHIN_MS, 'everything to be acknowledged', Promise.all(writers.map((writer) => writer.stop())));
    const faults = writers.flatMap((writer) => writer.faults);
    for (const { repeat, messages, name } of writers) {
      const [first] = messages;
      if (first === undefined) continue;
      const again = await repeat(first);
      if (again.seq !== first.acknowledged?.seq || again.at !== first.acknowledged.at)
        faults.push(`${name}: a repeated message got another answer than the first time`);
    }
    faults.push(...ledgerFaults(writers, storedMessages(dataDirectory)));
    server.signal('SIGTERM');
    const { code } = await within(WITHIN_MS, 'the server to stop', server.end);
    if (code !== 0) faults.push(`SIGTERM ended the server with ${String(code)}`);
    faults.push(...ledgerFaults(writers, storedMessages(dataDirectory)));
    const verified = await run(...entry('server/entry/db.ts', 'verify-journal', '--data', dataDirectory));
    if (verified.code !== 0) faults.push(verified.stderr);
    const messages = writers.flatMap((writer) => writer.messages);
    return {
      messages: messages.length,
      repeated: messages.filter(({ tries }) => tries > 1).length,
      journalEntries: Number(/(\d+) entries/.exec(verified.stdout)?.[1] ?? 0),
      faults,
    };
  }

  return {
    url,
    writers,
    server: () => server,
    restart: async () => {
      server = await startServerProcess(processOptions);
      for (const writer of writers) writer.retryNow();
      console_.retryNow();
    },
    acknowledged,
    untilWritten,
    untilRefused,
    until,
    health: async () => {
      const response = await fetch(`${url}/healthz`);
      const body = (await response.json()) as { readonly error?: { readonly details?: { readonly reason?: string } } };
      return { status: response.status, reason: body.error?.details?.reason };
    },
    signIn,
    request,
    holds: async (token) => {
      const { account } = (await (await request(token, 'GET', '/api/v1/session')).json()) as OutputOf<'accounts.state'>;
      return account !== null;
    },
    storage: async (token) =>
      (await (await request(token, 'GET', '/api/v1/storage')).json()) as OutputOf<'monitoring.storage'>,
    read: async () => {
      const { conversations } = await console_.call('chat.conversations', { view: 'all', limit: 100 });
      assert.equal(conversations.length, visitors.length, 'the inbox');
      const { messages } = await console_.call('chat.history', {
        conversationId: visitors[0]?.conversationId() ?? '',
        before: Number.MAX_SAFE_INTEGER,
        limit: 100,
      });
      return messages.length;
    },
    settle,
    close: () => {
      for (const { close } of writers) close();
      console_.close();
      process.off('exit', kill);
      kill();
    },
  };
}
