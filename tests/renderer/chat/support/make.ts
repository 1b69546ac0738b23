import type { FeedEvent } from '#renderer/client/client.ts';
import { createMemoryShelf } from '#renderer/client/outbox/shelf.ts';
import { createSingleTab } from '#renderer/client/outbox/tabs.ts';
import { createReplyOutbox } from '#renderer/chat/state/replyOutbox.ts';
import type { Surroundings } from '#renderer/chat/state/surroundings.ts';
import type { ConversationSummary, Message } from '#shared/chat/contract.ts';
import { createFakeClient, type FakeClient } from './fakeClient.ts';
import { createFakeTime, type FakeTime } from './fakeTimers.ts';

export const ME = '018f0000-0000-7000-8000-00000000000a';
export const COLLEAGUE = '018f0000-0000-7000-8000-00000000000b';
export const VISITOR = '018f0000-0000-7000-8000-0000000000c1';

export const idOf = (number: number): string => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export function makeMessage(seq: number, change: Partial<Message> = {}): Message {
  return {
    id: idOf(1_000 + seq),
    seq,
    kind: 'message',
    body: `message ${String(seq)}`,
    author: { kind: 'visitor', id: VISITOR, name: null },
    at: 1_700_000_000_000 + seq * 1_000,
    event: null,
    ...change,
  };
}

export function makeSummary(number: number, change: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id: idOf(number),
    status: 'open',
    customer: { id: idOf(500 + number), name: `Customer ${String(number)}` },
    siteName: 'Shop',
    assignee: null,
    lastMessage: { seq: 1, preview: 'Hello', authorKind: 'visitor', at: 1_700_000_000_000 },
    unread: 0,
    waitingSince: null,
    lastSeq: 1,
    receipts: NO_RECEIPTS,
    failedRefund: null,
    createdAt: 1_700_000_000_000,
    activeAt: 1_700_000_000_000 + number,
    ...change,
  };
}

export const NO_RECEIPTS = { visitorDelivered: 0, visitorRead: 0, staffDelivered: 0, staffRead: 0 };

let cursor = 0;
export const added = (conversationId: string, message: Message): FeedEvent => ({
  name: 'chat.messageAdded',
  cursor: (cursor += 1),
  data: { conversationId, message },
});

export const changed = (summary: ConversationSummary): FeedEvent => ({
  name: 'chat.inboxChanged',
  cursor: (cursor += 1),
  data: summary,
});

export interface Stage {
  readonly client: FakeClient;
  readonly time: FakeTime;
  readonly surroundings: Surroundings;
}

/** A console with a client, a clock and frames that the test moves by hand. */
export function makeStage({ mayWrite = true } = {}): Stage {
  const client = createFakeClient();
  const time = createFakeTime();
  let made = 0;
  const newId = () => idOf(9_000 + (made += 1));
  const { timers, nextFrame } = time;
  const outbox = createReplyOutbox(client, { shelf: createMemoryShelf(), tabs: createSingleTab(), timers, newId });
  const surroundings: Surroundings = {
    client,
    me: { accountId: ME, name: 'Mara', mayWrite },
    timers,
    nextFrame,
    outbox,
    newId,
  };
  return { client, time, surroundings };
}
