import { setTimeout as pause } from 'node:timers/promises';
import assert from 'node:assert/strict';
import { newId } from '#renderer/client/newId.ts';
import { createSocketIoClient, type SocketIoClient } from '#renderer/client/socketIo.ts';
import { systemTimers } from '#renderer/client/timers.ts';
import { DEMO_SIGN_INS } from '#server/demo/people.ts';
import { DEMO_SITE_KEY } from '#server/demo/seedDemo.ts';
import { createVisitorBrowser } from '#tests/torture/support/lineParties.ts';
import { within } from '#tests/torture/support/within.ts';

export interface DayCustomersOptions {
  readonly address: string;
  readonly messages: number;
  readonly conversations: number;
  /** Milliseconds over which the messages are spread evenly. */
  readonly length: number;
}

export interface DayCustomers {
  /** Resolves when every message is acknowledged and every conversation was found on the server as it was written. */
  readonly done: Promise<void>;
  readonly acknowledged: () => number;
  readonly close: () => void;
}

/** Customers who are there at the same time. The product's own limits hold: none writes faster than a person may. */
const AT_ONCE = 40;
/** A bound for what hangs, in milliseconds. */
const SETTLE_WITHIN_MS = 120_000;
const COLLEAGUE = 'mira@demo.test';

/** A colleague at another console, who closes what is done. */
async function openColleague(address: string): Promise<SocketIoClient> {
  const response = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: COLLEAGUE, password: DEMO_SIGN_INS.password }),
  });
  const { token } = (await response.json()) as { token?: string };
  assert(token !== undefined, 'the colleague signs in');
  const client = createSocketIoClient({
    url: address,
    namespace: '/console',
    auth: () => ({ token }),
    wakeUps: () => () => undefined,
  });
  await new Promise<void>((resolve) => {
    const stop = client.onLine(({ state }) => {
      if (state !== 'online') return;
      stop();
      resolve();
    });
  });
  return client;
}

/** Customers come with the widget's own chat, write at an even pace, and go; what they wrote is compared, and the conversation closed. */
export function startDayCustomers(options: DayCustomersOptions): DayCustomers {
  const { address, messages, conversations, length } = options;
  const each = Math.ceil(messages / conversations);
  const start = performance.now();
  const leaving = new Set<() => void>();
  let acknowledged = 0;
  let nextConversation = 0;
  let left = messages;

  async function converse(colleague: SocketIoClient, number: number, count: number, slot: number): Promise<void> {
    const browser = createVisitorBrowser(address, systemTimers, DEMO_SITE_KEY);
    const tab = browser.openTab(`customer ${String(number)}`);
    leaving.add(tab.close);
    const written: string[] = [];
    for (let index = 0; index < count; index += 1) {
      // The conversations of one place follow each other; its messages are spread over the whole day.
      const turn = Math.floor(number / AT_ONCE) * each + index;
      const due = start + ((turn * AT_ONCE + slot) / (Math.ceil(conversations / AT_ONCE) * each * AT_ONCE)) * length;
      await pause(Math.max(0, due - performance.now()));
      const body = `Message ${String(index + 1)} of customer ${String(number)}: is there anything new about my order?`;
      written.push(body);
      tab.write(body);
    }
    const isSettled = async (): Promise<void> => {
      while (tab.unsettled() > 0) await pause(50);
    };
    await within(SETTLE_WITHIN_MS, `the messages of customer ${String(number)} to be acknowledged`, isSettled());
    const conversationId = tab.conversationId() ?? '';
    const { messages: items } = await colleague.call('chat.history', { conversationId, limit: 100 });
    const theirs = items.filter(({ kind, author }) => kind === 'message' && author.kind === 'visitor');
    assert.deepEqual(
      theirs.map(({ body }) => body),
      written,
      'each message stands on the server once and in order',
    );
    acknowledged += written.length;
    tab.close();
    leaving.delete(tab.close);
    await colleague.call('chat.close', { id: newId(), conversationId });
  }

  async function place(colleague: SocketIoClient, slot: number): Promise<void> {
    for (;;) {
      const number = nextConversation;
      const count = Math.min(each, left);
      if (number >= conversations || count === 0) return;
      nextConversation += 1;
      left -= count;
      await converse(colleague, number, count, slot);
    }
  }

  async function run(): Promise<void> {
    const colleague = await openColleague(address);
    leaving.add(colleague.close);
    await Promise.all(Array.from({ length: AT_ONCE }, (_, slot) => place(colleague, slot)));
  }

  return {
    done: run(),
    acknowledged: () => acknowledged,
    close: () => {
      for (const leave of leaving) leave();
    },
  };
}
