import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createThreadStore } from '#renderer/chat/state/threadStore.ts';
import type { Message } from '#shared/chat/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { settle } from '#tests/renderer/chat/support/fakeClient.ts';
import { added, idOf, makeMessage, makeStage, ME, NO_RECEIPTS } from '#tests/renderer/chat/support/make.ts';

const CONVERSATION = idOf(1);
const TOPIC = `conversation:${CONVERSATION}`;

/** What can happen to a console in an afternoon. */
const step = fc.oneof(
  fc.record({ do: fc.constant('customerWrites' as const) }),
  fc.record({ do: fc.constant('reply' as const) }),
  fc.record({ do: fc.constant('lineDrops' as const) }),
  fc.record({ do: fc.constant('lineReturns' as const), snapshot: fc.boolean() }),
  fc.record({ do: fc.constant('scrollUp' as const) }),
  fc.record({ do: fc.constant('lag' as const), on: fc.boolean() }),
  fc.record({ do: fc.constant('refuse' as const), code: fc.constantFrom('UNAVAILABLE' as const, null) }),
);

/** A server in few lines: a thread, replies known by their id, and a feed that can be cut off or lag. */
function createFarEnd() {
  const stage = makeStage();
  const { client } = stage;
  const thread: Message[] = [];
  let held: Message[] = [];
  let lags = false;
  let isUp = true;
  let missedFrom = 0;
  /** What the next reply meets: nothing, or a failure after it was stored. */
  let refusal: 'UNAVAILABLE' | null = null;

  const tell = (message: Message): void => {
    if (!isUp) return;
    if (lags) held.push(message);
    else client.emit(TOPIC, added(CONVERSATION, message));
  };
  const store = (message: Message): void => {
    thread.push(message);
    if (message.author.kind === 'visitor') tell(message);
  };
  client.respond('chat.history', ({ before, limit = 50 }) => {
    const upTo = thread.filter((message) => before === undefined || message.seq < before);
    return { messages: upTo.slice(-Math.min(limit, 5)), hasMore: upTo.length > 5 };
  });
  client.respond('chat.conversation', () => ({ status: 'open', assignee: null, receipts: NO_RECEIPTS }));
  client.respond('chat.delivered', () => ({}));
  client.respond('chat.reply', ({ id, body }) => {
    const first = thread.find((message) => message.id === id);
    const author = { kind: 'staff' as const, id: ME, name: 'Mara' };
    const message = first ?? makeMessage(thread.length + 1, { id, body, author });
    if (first === undefined) store(message);
    if (refusal !== null) {
      const code = refusal;
      refusal = null;
      throw new AppError(code, 'The answer was lost.');
    }
    return { seq: message.seq, at: message.at };
  });

  return {
    stage,
    thread,
    customerWrites: () => store(makeMessage(thread.length + 1)),
    refuseNext: (code: 'UNAVAILABLE' | null) => {
      refusal = code;
    },
    lag(on: boolean) {
      lags = on;
      if (on || !isUp) return;
      const late = held;
      held = [];
      if (late.length > 0) client.emit(TOPIC, ...late.map((message) => added(CONVERSATION, message)));
    },
    drop() {
      if (!isUp) return;
      isUp = false;
      missedFrom = thread.length - held.length;
      held = [];
      client.setLine({ state: 'waiting', attempt: 1, retryAt: 0 });
    },
    /** As the client does: the line is up, then the feed goes on, by what was missed or by a snapshot. */
    comeBack(snapshot: boolean) {
      if (isUp) return;
      isUp = true;
      lags = false;
      const missed = thread.slice(Math.max(0, missedFrom));
      client.setLine({ state: 'online' });
      if (snapshot) client.snapshot(TOPIC);
      else if (missed.length > 0) client.emit(TOPIC, ...missed.map((message) => added(CONVERSATION, message)));
    },
  };
}

describe('a thread, whatever happens to the line', () => {
  it('ends with every message once, in order, and nothing left on its way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const far = createFarEnd();
        const { client, time } = far.stage;
        const store = createThreadStore(far.stage.surroundings, CONVERSATION);
        store.open();
        client.snapshot(TOPIC);
        await settle();
        let written = 0;
        for (const each of steps) {
          if (each.do === 'customerWrites') far.customerWrites();
          else if (each.do === 'reply') store.send(`reply ${String((written += 1))}`);
          else if (each.do === 'lineDrops') far.drop();
          else if (each.do === 'lineReturns') far.comeBack(each.snapshot);
          else if (each.do === 'scrollUp') store.loadOlder();
          else if (each.do === 'lag') far.lag(each.on);
          else far.refuseNext(each.code);
          await settle();
          time.frame();
          const { items, pending } = store.get();
          const ids = [...items.map((item) => item.id), ...pending.map((reply) => reply.id)];
          expect(new Set(ids).size).toBe(ids.length);
        }
        far.comeBack(false);
        far.lag(false);
        for (let round = 0; round < 6; round += 1) {
          await settle();
          time.pass(60_000);
        }
        await settle();
        time.frame();
        const { items, pending } = store.get();
        expect(pending).toEqual([]);
        const replies = far.thread.filter((message) => message.author.kind === 'staff').map((message) => message.body);
        expect(replies).toEqual(Array.from({ length: written }, (_, index) => `reply ${String(index + 1)}`));
        expect(items.map((item) => item.seq)).toEqual(
          far.thread.slice(far.thread.length - items.length).map((item) => item.seq),
        );
        expect(items.map((item) => item.id)).toEqual(
          far.thread.slice(far.thread.length - items.length).map((item) => item.id),
        );
        if (far.thread.length > 0) expect(items.length).toBeGreaterThan(0);
        store.stop();
      }),
      { numRuns: 150 },
    );
  });
});
