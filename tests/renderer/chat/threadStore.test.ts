import { describe, expect, it } from 'vitest';
import { createThreadStore, type ThreadStore } from '#renderer/chat/state/threadStore.ts';
import type { Message, PaymentRequestObject } from '#shared/chat/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { settle } from '#tests/renderer/chat/support/fakeClient.ts';
import { added, idOf, makeMessage, makeStage, ME, NO_RECEIPTS, type Stage } from '#tests/renderer/chat/support/make.ts';

const CONVERSATION = idOf(1);
const TOPIC = `conversation:${CONVERSATION}`;
const mine = (id: string, seq: number, body: string): Message =>
  makeMessage(seq, { id, body, author: { kind: 'staff', id: ME, name: 'Mara' } });

async function openThread(
  stage: Stage,
  messages: readonly Message[] = [],
  { hasMore = false, receipts = NO_RECEIPTS } = {},
): Promise<ThreadStore> {
  stage.client.respond('chat.history', () => ({ messages: [...messages], hasMore }));
  stage.client.respond('chat.conversation', () => ({ status: 'open', assignee: null, receipts }));
  stage.client.respond('chat.read', () => ({}));
  stage.client.respond('chat.delivered', () => ({}));
  const thread = createThreadStore(stage.surroundings, CONVERSATION);
  thread.open();
  stage.client.snapshot(TOPIC);
  await settle();
  stage.time.frame();
  return thread;
}

const bodies = (thread: ThreadStore): string[] => thread.get().items.map((item) => item.body);
const states = (thread: ThreadStore): string[] => thread.get().pending.map((reply) => reply.state);

const request = (state: PaymentRequestObject['state']): Message =>
  makeMessage(2, {
    kind: 'object',
    author: { kind: 'staff', id: ME, name: 'Mara' },
    object: {
      type: 'paymentRequest',
      id: idOf(7),
      kind: 'checkout',
      amount: 500,
      currency: 'JPY',
      state,
      url: null,
      paidAt: null,
      expiresAt: null,
    },
  });
const changed = (message: Message) =>
  ({ name: 'chat.objectChanged', cursor: 9, data: { conversationId: CONVERSATION, message } }) as const;

describe('a thread', () => {
  it('shows an object as it stands, also when an older page comes after the word of it', async () => {
    const stage = makeStage();
    const thread = await openThread(stage, [makeMessage(1), request('open')]);
    const states = () => thread.get().items.flatMap(({ object }) => object?.state ?? []);
    expect(states()).toEqual(['open']);
    stage.client.emit(TOPIC, changed(request('paid')), changed({ ...request('paid'), id: idOf(99) }));
    stage.time.frame();
    expect(states()).toEqual(['paid']);
    thread.reload();
    await settle();
    stage.time.frame();
    expect(states()).toEqual(['paid']);
  });

  it('is loading until its newest page is there', async () => {
    const stage = makeStage();
    const thread = createThreadStore(stage.surroundings, CONVERSATION);
    expect(thread.get().status).toBe('loading');
    stage.client.respond('chat.history', () => ({ messages: [makeMessage(1)], hasMore: false }));
    stage.client.respond('chat.conversation', () => ({ status: 'open', assignee: null, receipts: NO_RECEIPTS }));
    thread.open();
    stage.client.snapshot(TOPIC);
    await settle();
    stage.time.frame();
    expect(thread.get().status).toBe('ready');
    expect(bodies(thread)).toEqual(['message 1']);
  });

  it('shows a message that came by both the page and the feed once', async () => {
    const stage = makeStage();
    const thread = await openThread(stage, [makeMessage(1), makeMessage(2)]);
    stage.client.emit(TOPIC, added(CONVERSATION, makeMessage(2)), added(CONVERSATION, makeMessage(3)));
    stage.time.frame();
    expect(bodies(thread)).toEqual(['message 1', 'message 2', 'message 3']);
  });

  it('keeps what the feed brought while the page was on its way', async () => {
    const stage = makeStage();
    stage.client.respond('chat.conversation', () => ({ status: 'open', assignee: null, receipts: NO_RECEIPTS }));
    const thread = createThreadStore(stage.surroundings, CONVERSATION);
    thread.open();
    stage.client.snapshot(TOPIC);
    const page = stage.client.next('chat.history');
    stage.client.emit(TOPIC, added(CONVERSATION, makeMessage(3)));
    await page.answer({ messages: [makeMessage(1), makeMessage(2)], hasMore: false });
    stage.time.frame();
    expect(bodies(thread)).toEqual(['message 1', 'message 2', 'message 3']);
  });

  it('reads the page again when it is older than what the feed brought while it was on its way', async () => {
    const stage = makeStage();
    stage.client.respond('chat.conversation', () => ({ status: 'open', assignee: null, receipts: NO_RECEIPTS }));
    const thread = createThreadStore(stage.surroundings, CONVERSATION);
    thread.open();
    stage.client.snapshot(TOPIC);
    const page = stage.client.next('chat.history');
    stage.client.emit(TOPIC, added(CONVERSATION, makeMessage(3)));
    await page.answer({ messages: [makeMessage(1)], hasMore: false });
    await stage.client
      .next('chat.history')
      .answer({ messages: [1, 2, 3].map((seq) => makeMessage(seq)), hasMore: false });
    stage.time.frame();
    expect(bodies(thread)).toEqual(['message 1', 'message 2', 'message 3']);
  });

  it('tells those who watch once a frame, however many events came', async () => {
    const stage = makeStage();
    const thread = await openThread(stage, [makeMessage(1)]);
    let told = 0;
    thread.listen(() => {
      told += 1;
    });
    for (let seq = 2; seq < 500; seq += 1) stage.client.emit(TOPIC, added(CONVERSATION, makeMessage(seq)));
    expect(told).toBe(0);
    stage.time.frame();
    expect(told).toBe(1);
    expect(thread.get().items).toHaveLength(499);
  });

  it('reads the newest page anew when it notices a hole', async () => {
    const stage = makeStage();
    const thread = await openThread(stage, [makeMessage(1)]);
    stage.client.respond('chat.history', () => ({
      messages: [1, 2, 3].map((seq) => makeMessage(seq)),
      hasMore: false,
    }));
    stage.client.emit(TOPIC, added(CONVERSATION, makeMessage(3)));
    await settle();
    stage.time.frame();
    expect(bodies(thread)).toEqual(['message 1', 'message 2', 'message 3']);
  });

  it('drops older items that no longer join on to a snapshot, and can read them again', async () => {
    const stage = makeStage();
    const thread = await openThread(stage, [makeMessage(1), makeMessage(2)]);
    stage.client.respond('chat.history', () => ({ messages: [makeMessage(80), makeMessage(81)], hasMore: true }));
    stage.client.snapshot(TOPIC);
    await settle();
    stage.time.frame();
    expect(bodies(thread)).toEqual(['message 80', 'message 81']);
    expect(thread.get().hasOlder).toBe(true);
  });

  it('puts older pages above, up to the first message', async () => {
    const stage = makeStage();
    const thread = await openThread(stage, [makeMessage(3), makeMessage(4)], { hasMore: true });
    stage.client.respond('chat.history', () => ({ messages: [makeMessage(1), makeMessage(2)], hasMore: false }));
    thread.loadOlder();
    thread.loadOlder();
    await settle();
    expect(stage.client.inputs('chat.history').map((input) => input.before)).toEqual([undefined, 3]);
    expect(bodies(thread)).toEqual(['message 1', 'message 2', 'message 3', 'message 4']);
    expect(thread.get().hasOlder).toBe(false);
  });

  it('says why it could not be read, and reads again when the line is back', async () => {
    const stage = makeStage();
    const thread = createThreadStore(stage.surroundings, CONVERSATION);
    thread.open();
    stage.client.setLine({ state: 'waiting', attempt: 1, retryAt: 0 });
    stage.client.snapshot(TOPIC);
    await settle();
    stage.time.frame();
    expect(thread.get().status).toBe('error');
    expect(thread.get().error?.code).toBe('UNAVAILABLE');
    stage.client.respond('chat.history', () => ({ messages: [makeMessage(1)], hasMore: false }));
    stage.client.respond('chat.conversation', () => ({ status: 'open', assignee: null, receipts: NO_RECEIPTS }));
    stage.client.setLine({ state: 'online' });
    await settle();
    stage.time.frame();
    expect(thread.get()).toMatchObject({ status: 'ready', error: null });
  });

  it('reads again by itself when the server has asked to slow down, not before it may', async () => {
    const stage = makeStage();
    const thread = createThreadStore(stage.surroundings, CONVERSATION);
    thread.open();
    stage.client.respond('chat.conversation', () => ({ status: 'open', assignee: null, receipts: NO_RECEIPTS }));
    stage.client.snapshot(TOPIC);
    await stage.client.next('chat.history').fail(new AppError('RATE_LIMITED', 'slow down', { retryAfterMs: 2_000 }));
    stage.time.frame();
    expect(thread.get()).toMatchObject({ status: 'error', error: { code: 'RATE_LIMITED' } });
    stage.time.pass(2_000);
    expect(stage.client.inputs('chat.history')).toHaveLength(1);
    stage.time.pass(500);
    await stage.client.next('chat.history').answer({ messages: [makeMessage(1)], hasMore: false });
    stage.time.frame();
    expect(thread.get()).toMatchObject({ status: 'ready', error: null });
  });

  it('reads again by itself what a standing line did not answer in time, ever later, and not once nobody looks', async () => {
    const stage = makeStage();
    const thread = createThreadStore(stage.surroundings, CONVERSATION);
    const close = thread.open();
    const late = () => new AppError('UNAVAILABLE', 'The server did not answer in time.');
    const isAsked = () => stage.client.inputs('chat.history').length;
    stage.client.respond('chat.conversation', () => ({ status: 'open', assignee: null, receipts: NO_RECEIPTS }));
    stage.client.snapshot(TOPIC);
    for (const [asked, wait] of [
      [1, 250],
      [2, 500],
      [3, 1_000],
    ] as const) {
      expect(isAsked()).toBe(asked);
      await stage.client.next('chat.history').fail(late());
      stage.time.frame();
      expect(thread.get().status).toBe('error');
      stage.time.pass(wait - 1);
      expect(isAsked()).toBe(asked);
      stage.time.pass(1);
    }
    await stage.client.next('chat.history').answer({ messages: [makeMessage(1)], hasMore: false });
    stage.time.frame();
    expect(thread.get()).toMatchObject({ status: 'ready', error: null });

    thread.reload();
    await stage.client.next('chat.history').fail(late());
    close();
    stage.time.pass(60_000);
    expect(isAsked()).toBe(5);
  });

  it('lets go of its subscription when nobody looks any more', async () => {
    const stage = makeStage();
    const thread = await openThread(stage);
    const close = thread.open();
    expect(stage.client.isSubscribed(TOPIC)).toBe(true);
    close();
    close();
    expect(stage.client.isSubscribed(TOPIC)).toBe(true);
  });

  it('forgets its oldest items when trimmed, and says that there are older ones', async () => {
    const stage = makeStage();
    const thread = await openThread(
      stage,
      Array.from({ length: 300 }, (_, index) => makeMessage(index + 1)),
    );
    thread.trim();
    stage.time.frame();
    expect(thread.get().items).toHaveLength(200);
    expect(thread.get().items.at(-1)?.seq).toBe(300);
    expect(thread.get().hasOlder).toBe(true);
  });
});

describe('a reply', () => {
  it('stands in the thread at once, and once when the feed brings it', async () => {
    const stage = makeStage();
    const thread = await openThread(stage, [makeMessage(1)]);
    thread.send('Hello Ada');
    expect(states(thread)).toEqual(['sending']);
    const call = stage.client.next('chat.reply');
    await call.answer({ seq: 2, at: 1 });
    expect(states(thread)).toEqual([]);
    expect(bodies(thread)).toEqual(['message 1', 'Hello Ada']);
    stage.client.emit(TOPIC, added(CONVERSATION, mine(call.input.id, 2, 'Hello Ada')));
    stage.time.frame();
    expect(states(thread)).toEqual([]);
    expect(bodies(thread)).toEqual(['message 1', 'Hello Ada']);
  });

  it('is shown once when the feed is faster than the answer', async () => {
    const stage = makeStage();
    const thread = await openThread(stage);
    thread.send('Quick');
    const call = stage.client.next('chat.reply');
    stage.client.emit(TOPIC, added(CONVERSATION, mine(call.input.id, 1, 'Quick')));
    stage.time.frame();
    await call.answer({ seq: 1, at: 1 });
    expect(states(thread)).toEqual([]);
    expect(bodies(thread)).toEqual(['Quick']);
  });

  it('takes its place only when what stands before it has arrived', async () => {
    const stage = makeStage();
    const thread = await openThread(stage, [makeMessage(1)]);
    thread.send('late');
    await stage.client.next('chat.reply').answer({ seq: 3, at: 1 });
    expect(states(thread)).toEqual(['sent']);
    stage.client.emit(TOPIC, added(CONVERSATION, makeMessage(2)));
    stage.time.frame();
    expect(states(thread)).toEqual([]);
    expect(bodies(thread)).toEqual(['message 1', 'message 2', 'late']);
  });

  it('waits for the one before it, so that the order written is the order sent', async () => {
    const stage = makeStage();
    const thread = await openThread(stage);
    thread.send('one');
    thread.send('two');
    expect(stage.client.inputs('chat.reply').map((input) => input.body)).toEqual(['one']);
    await stage.client.next('chat.reply').answer({ seq: 1, at: 1 });
    expect(stage.client.inputs('chat.reply').map((input) => input.body)).toEqual(['one', 'two']);
  });

  it('that was cut off by the line is sent again with the same id, before those written since', async () => {
    const stage = makeStage();
    const thread = await openThread(stage);
    thread.send('one');
    stage.client.setLine({ state: 'waiting', attempt: 1, retryAt: 0 });
    await settle();
    thread.send('two');
    expect(states(thread)).toEqual(['waiting', 'waiting']);
    let seq = 0;
    stage.client.respond('chat.reply', () => ({ seq: (seq += 1), at: 1 }));
    stage.client.setLine({ state: 'online' });
    await settle();
    const inputs = stage.client.inputs('chat.reply');
    expect(inputs.map((input) => input.body)).toEqual(['one', 'one', 'two']);
    expect(inputs[0]?.id).toBe(inputs[1]?.id);
    expect(bodies(thread)).toEqual(['one', 'two']);
  });

  it('that the server refuses has failed; the next goes on; trying again keeps the id', async () => {
    const stage = makeStage();
    const thread = await openThread(stage);
    thread.send('bad');
    thread.send('good');
    await stage.client.next('chat.reply').fail(new AppError('FORBIDDEN', 'no'));
    await stage.client.next('chat.reply').answer({ seq: 1, at: 1 });
    expect(states(thread)).toEqual(['failed']);
    expect(bodies(thread)).toEqual(['good']);
    const failed = thread.get().pending[0];
    expect(failed?.error?.code).toBe('FORBIDDEN');
    thread.retry(failed?.id ?? '');
    const again = stage.client.next('chat.reply');
    expect(again.input.id).toBe(failed?.id);
    await again.answer({ seq: 2, at: 2 });
    expect(bodies(thread)).toEqual(['good', 'bad']);
  });

  it('is tried again and again with the same id while the server has trouble, and tells why it waits', async () => {
    const stage = makeStage();
    const thread = await openThread(stage);
    thread.send('hello');
    for (let attempt = 0; attempt < 6; attempt += 1) {
      expect(states(thread)).toEqual(['sending']);
      await stage.client.next('chat.reply').fail(new AppError('UNAVAILABLE', 'restarting'));
      expect(thread.get().pending[0]).toMatchObject({ state: 'waiting', error: { code: 'UNAVAILABLE' } });
      stage.time.pass(60_000);
    }
    expect(new Set(stage.client.inputs('chat.reply').map((input) => input.id)).size).toBe(1);
  });

  it('waits as long as the limiter asks', async () => {
    const stage = makeStage();
    const thread = await openThread(stage);
    thread.send('hello');
    await stage.client.next('chat.reply').fail(new AppError('RATE_LIMITED', 'slow down', { retryAfterMs: 9_000 }));
    stage.time.pass(8_999);
    expect(states(thread)).toEqual(['waiting']);
    // A little more than asked for, so that those who were all told to wait do not all come back at once.
    stage.time.pass(1_001);
    expect(states(thread)).toEqual(['sending']);
  });

  it('that failed can be given up, and its text is handed back; one on its way cannot', async () => {
    const stage = makeStage();
    const thread = await openThread(stage);
    thread.send('typo');
    const call = stage.client.next('chat.reply');
    expect(thread.discard(call.input.id)).toBeNull();
    await call.fail(new AppError('NOT_FOUND', 'gone'));
    expect(thread.discard(call.input.id)).toBe('typo');
    expect(thread.get().pending).toEqual([]);
  });
});

describe('typing', () => {
  const visitor = { kind: 'visitor' as const, id: idOf(77), name: null };
  const typing = (isTyping: boolean, author: Message['author'] = visitor) => ({
    name: 'chat.typingChanged' as const,
    cursor: null,
    data: { conversationId: CONVERSATION, author, typing: isTyping, expiresInMs: 6_000 },
  });

  it('is shown until it runs out by itself', async () => {
    const stage = makeStage();
    const thread = await openThread(stage);
    stage.client.emit(TOPIC, typing(true));
    stage.time.frame();
    expect(thread.get().typists).toEqual([visitor]);
    stage.time.pass(5_000);
    stage.client.emit(TOPIC, typing(true));
    stage.time.pass(5_999);
    stage.time.frame();
    expect(thread.get().typists).toEqual([visitor]);
    stage.time.pass(1);
    stage.time.frame();
    expect(thread.get().typists).toEqual([]);
  });

  it('ends with the message it was for', async () => {
    const stage = makeStage();
    const thread = await openThread(stage);
    stage.client.emit(TOPIC, typing(true), added(CONVERSATION, makeMessage(1, { author: visitor })));
    stage.time.frame();
    expect(thread.get().typists).toEqual([]);
  });

  it('of my own, from another window, is not news', async () => {
    const stage = makeStage();
    const thread = await openThread(stage);
    stage.client.emit(TOPIC, typing(true, { kind: 'staff', id: ME, name: 'Mara' }));
    stage.time.frame();
    expect(thread.get().typists).toEqual([]);
  });

  it('of mine is told at most every three seconds, and its end is told once', async () => {
    const stage = makeStage();
    const thread = await openThread(stage);
    stage.client.respond('chat.typing', () => ({}));
    for (let key = 0; key < 40; key += 1) {
      thread.typing.struck();
      stage.time.pass(100);
    }
    thread.typing.stopped();
    thread.typing.stopped();
    expect(stage.client.inputs('chat.typing').map((input) => input.typing)).toEqual([true, true, false]);
  });
});

describe('marks', () => {
  it('tell of delivery when a message arrives, and of reading only when it is before somebody’s eyes', async () => {
    const stage = makeStage();
    const thread = await openThread(stage, [makeMessage(1)]);
    expect(stage.client.inputs('chat.delivered')).toEqual([{ conversationId: CONVERSATION, seq: 1 }]);
    expect(stage.client.inputs('chat.read')).toEqual([]);
    thread.setVisible(true);
    expect(stage.client.inputs('chat.read')).toEqual([{ conversationId: CONVERSATION, seq: 1 }]);
  });

  it('are told of a refund that failed as of a message of the customer’s', async () => {
    const stage = makeStage();
    const failed = makeMessage(2, {
      kind: 'event',
      body: '',
      author: { kind: 'system', id: null, name: null },
      event: { type: 'refundFailed', refundId: idOf(7), amount: 500, currency: 'JPY', note: null },
    });
    const thread = await openThread(stage, [makeMessage(1), failed]);
    thread.setVisible(true);
    expect(stage.client.inputs('chat.read')).toEqual([{ conversationId: CONVERSATION, seq: 2 }]);
  });

  it('are told once for each message, and not at all for what was read before', async () => {
    const stage = makeStage();
    const receipts = { ...NO_RECEIPTS, staffDelivered: 1, staffRead: 1 };
    const thread = await openThread(stage, [makeMessage(1)], { receipts });
    thread.setVisible(true);
    expect(stage.client.inputs('chat.read')).toEqual([]);
    stage.client.emit(TOPIC, added(CONVERSATION, makeMessage(2)));
    stage.time.frame();
    thread.setVisible(false);
    thread.setVisible(true);
    expect(stage.client.inputs('chat.read')).toEqual([{ conversationId: CONVERSATION, seq: 2 }]);
  });

  it('are not told by somebody who may only look', async () => {
    const stage = makeStage({ mayWrite: false });
    const thread = await openThread(stage, [makeMessage(1)]);
    thread.setVisible(true);
    thread.typing.struck();
    expect(stage.client.inputs('chat.read')).toEqual([]);
    expect(stage.client.inputs('chat.delivered')).toEqual([]);
    expect(stage.client.inputs('chat.typing')).toEqual([]);
  });

  it('that were lost with the line are told again', async () => {
    const stage = makeStage();
    const thread = await openThread(stage, [makeMessage(1)]);
    thread.setVisible(true);
    stage.client.setLine({ state: 'waiting', attempt: 1, retryAt: 0 });
    stage.client.setLine({ state: 'online' });
    stage.time.frame();
    expect(stage.client.inputs('chat.read')).toHaveLength(2);
  });
});
