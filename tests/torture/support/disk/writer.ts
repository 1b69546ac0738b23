import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '#shared/wire/errors.ts';
import type { SocketIoClient } from '#renderer/client/socketIo.ts';
import type { Random } from '#server/demo/random.ts';

/** What the server said to a message it took. */
export interface Acknowledgement {
  readonly seq: number;
  /** UTC milliseconds, by the server's clock. */
  readonly at: number;
}

export interface Message {
  readonly id: string;
  readonly body: string;
  tries: number;
  acknowledged: Acknowledgement | null;
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  count: number;
}

/** Somebody who writes one message after the other until told to stop, and each one again until it is acknowledged. */
export interface Writer {
  readonly name: string;
  readonly conversationId: () => string;
  readonly messages: readonly Message[];
  /** What it was refused with, by the reason. */
  readonly refusals: ReadonlyMap<string, Refusal>;
  readonly faults: readonly string[];
  acknowledged(): number;
  /** Sends an acknowledged message once more. @returns the answer. */
  repeat(message: Message): Promise<Acknowledgement>;
  retryNow(): void;
  /** Resolves when the last message has been acknowledged; rejects at an error that trying again cannot mend. */
  stop(): Promise<void>;
  close(): void;
}

export interface WriterOptions {
  readonly name: string;
  readonly client: SocketIoClient;
  readonly operation: 'chat.send' | 'chat.reply';
  /** Resolves when there is a conversation to write into; asked again when it fails. */
  readonly begin: () => Promise<string>;
  readonly random: Random;
  /** A limit never makes anybody wait for longer, in milliseconds. */
  readonly longestWaitMs: number;
}

const PAUSE_MS = 15;
const AFTER_REFUSAL_MS = 60;

export function createWriter(options: WriterOptions): Writer {
  const { name, client, operation, begin, random, longestWaitMs } = options;
  const messages: Message[] = [];
  const refusals = new Map<string, Refusal>();
  const faults: string[] = [];
  let conversationId = '';
  let acknowledged = 0;
  let isStopping = false;

  const send = ({ id, body }: Message): Promise<Acknowledgement> =>
    client.call(operation, { id, conversationId, body });

  /** Notes a refusal that trying again can mend, and waits. @throws any other error. */
  async function bear(error: unknown): Promise<void> {
    if (!(error instanceof AppError)) throw error;
    const { code, message } = error;
    const reason = error.details?.reason ?? code;
    const known = refusals.get(reason);
    if (known === undefined) refusals.set(reason, { code, message, count: 1 });
    else known.count += 1;
    if (code !== 'UNAVAILABLE' && code !== 'RATE_LIMITED') throw error;
    const asked = error.details?.retryAfterMs ?? 0;
    if (asked > longestWaitMs) faults.push(`${name} was told to wait for ${asked} ms: ${message}`);
    await pause(Math.min(asked, longestWaitMs) + random.between(AFTER_REFUSAL_MS / 4, AFTER_REFUSAL_MS));
  }

  async function untilTaken(attempt: () => Promise<Acknowledgement>): Promise<Acknowledgement> {
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        await bear(error);
      }
    }
  }

  async function write(message: Message): Promise<void> {
    message.acknowledged = await untilTaken(() => {
      message.tries += 1;
      return send(message);
    });
    acknowledged += 1;
  }

  async function run(): Promise<void> {
    while (conversationId === '' && !isStopping)
      conversationId = await begin().catch(async (error: unknown) => {
        await bear(error);
        return '';
      });
    while (!isStopping) {
      const body = `${name}, message ${messages.length + 1}${' and more'.repeat(random.between(0, 30))}`;
      const message: Message = { id: uuidv7(), body, tries: 0, acknowledged: null };
      messages.push(message);
      await write(message);
      await pause(random.between(0, PAUSE_MS));
    }
  }
  const end = run();
  // Looked at by whoever stops it.
  end.catch((error: unknown) => faults.push(`${name} gave up: ${String(error)}`));

  return {
    name,
    conversationId: () => conversationId,
    messages,
    refusals,
    faults,
    acknowledged: () => acknowledged,
    repeat: (message) => untilTaken(() => send(message)),
    retryNow: client.retryNow,
    stop: () => {
      isStopping = true;
      return end;
    },
    close: client.close,
  };
}
