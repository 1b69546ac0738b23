import { v7 as uuidv7 } from 'uuid';
import { AppError } from '#shared/wire/errors.ts';
import type { Random } from '#server/demo/random.ts';
import { openLine } from './line.ts';

export interface WrittenMessage {
  readonly id: string;
  readonly body: string;
  /** How often it was sent. */
  tries: number;
  /** What the server acknowledged it with; null until then. */
  acknowledged: { readonly seq: number; readonly at: number } | null;
}

export interface WritingVisitor {
  readonly messages: readonly WrittenMessage[];
  readonly conversationId: () => string;
  /** Resolves when every message has been acknowledged; rejects at an error that trying again cannot mend. */
  readonly done: Promise<void>;
  readonly retryNow: () => void;
  /** Sends an acknowledged message once more. @returns the answer. */
  readonly repeat: (message: WrittenMessage) => Promise<{ readonly seq: number; readonly at: number }>;
  readonly close: () => void;
}

export interface WritingVisitorOptions {
  readonly url: string;
  readonly siteKey: string;
  readonly bodies: readonly string[];
  /** Messages that may be under way at once. */
  readonly window: number;
  readonly random: Random;
  readonly onSent: () => void;
  readonly onAcknowledged: (message: WrittenMessage) => void;
}

/** Such an error says nothing about the message: it may or may not have been written, and is sent again with the same id. */
const isLine = (error: unknown): boolean => error instanceof AppError && error.code === 'UNAVAILABLE';

/** A visitor on a real connection who writes in order and, after each loss of the line, sends again what was not acknowledged. */
export function createWritingVisitor(options: WritingVisitorOptions): WritingVisitor {
  const { url, siteKey, bodies, window, random, onSent, onAcknowledged } = options;
  const messages: WrittenMessage[] = bodies.map((body) => ({ id: uuidv7(), body, tries: 0, acknowledged: null }));
  const startId = uuidv7();
  let token: string | undefined;
  let conversationId: string | undefined;
  /** Which connection this is; what an earlier one was still waiting for no longer matters. */
  let life = 0;
  let underWay = 0;
  let next = 0;
  const { promise: done, resolve, reject } = Promise.withResolvers<undefined>();

  const client = openLine({
    url,
    namespace: '/visitor',
    random,
    auth: () => ({ siteKey, ...(token !== undefined && { visitorToken: token }) }),
    onSession: (session) => {
      token = session.visitorToken;
      begin();
    },
  });

  function begin(): void {
    life += 1;
    underWay = 0;
    next = messages.findIndex(({ acknowledged }) => acknowledged === null);
    if (next === -1) return;
    const mine = life;
    client.call('chat.start', { id: startId }).then(
      (started) => {
        if (conversationId !== undefined && started.conversationId !== conversationId) {
          reject(new Error(`chat.start answered ${started.conversationId} after ${conversationId}`));
        }
        conversationId = started.conversationId;
        if (mine === life) pump();
      },
      (error: unknown) => failed(error, mine),
    );
  }

  function failed(error: unknown, mine: number): void {
    if (!isLine(error)) reject(error instanceof Error ? error : new Error(String(error)));
    // On a line that stands (an answer that took too long) nothing else would start it again.
    else if (mine === life && client.line().state === 'online') begin();
  }

  function pump(): void {
    for (let message = messages[next]; underWay < window && message !== undefined; message = messages[next]) {
      next += 1;
      if (message.acknowledged === null) void send(message, life);
    }
  }

  async function send(message: WrittenMessage, mine: number): Promise<void> {
    underWay += 1;
    message.tries += 1;
    if (message.tries === 1) onSent();
    try {
      const { seq, at } = await call(message);
      if (message.acknowledged !== null && message.acknowledged.seq !== seq) {
        reject(new Error(`message ${message.id} was acknowledged as ${message.acknowledged.seq} and as ${seq}`));
      }
      message.acknowledged = { seq, at };
      onAcknowledged(message);
    } catch (error) {
      failed(error, mine);
      return;
    }
    if (messages.every(({ acknowledged }) => acknowledged !== null)) resolve(undefined);
    if (mine !== life) return;
    underWay -= 1;
    pump();
  }

  const call = ({ id, body }: WrittenMessage) =>
    client.call('chat.send', { id, conversationId: conversationId ?? '', body });

  return {
    messages,
    conversationId: () => conversationId ?? '',
    done,
    retryNow: client.retryNow,
    repeat: call,
    close: client.close,
  };
}
