import { describe, expect, it } from 'vitest';
import { createOutbox } from '#renderer/widget/chat/outbox.ts';
import type { Outgoing, Sent } from '#renderer/widget/chat/outbox.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createManualTimers } from '#tests/renderer/client/manualTimers.ts';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

function givenOutbox() {
  const timers = createManualTimers();
  const calls: {
    readonly message: Outgoing;
    readonly resolve: (sent: Sent) => void;
    readonly reject: (error: unknown) => void;
  }[] = [];
  const sent: string[] = [];
  let ids = 0;
  const outbox = createOutbox({
    timers,
    newId: () => `id-${(ids += 1)}`,
    send: (message) => new Promise((resolve, reject) => calls.push({ message, resolve, reject })),
    onSent: ({ body }) => sent.push(body),
    onChange: () => undefined,
  });
  const states = () => outbox.messages().map(({ body, state }) => `${body}: ${state}`);

  async function answer(result: Sent | AppError): Promise<void> {
    const call = calls.shift();
    if (call === undefined) throw new Error('Nothing is being sent.');
    if (result instanceof AppError) call.reject(result);
    else call.resolve(result);
    await settle();
  }

  return { outbox, timers, calls, sent, states, answer };
}

const lost = () => new AppError('UNAVAILABLE', 'gone');

describe('the outbox', () => {
  it('keeps what is written while the line is down and sends it in order when it stands', async () => {
    const { outbox, calls, sent, states, answer } = givenOutbox();
    outbox.add('one');
    outbox.add('two');
    expect(calls).toHaveLength(0);
    expect(states()).toEqual(['one: waiting', 'two: waiting']);
    outbox.open();
    expect(states()).toEqual(['one: sending', 'two: waiting']);
    await answer({ seq: 1, at: 1 });
    await answer({ seq: 2, at: 2 });
    expect(sent).toEqual(['one', 'two']);
    expect(outbox.messages()).toEqual([]);
  });

  it('sends a message whose answer was lost again, with the same id and before the next', async () => {
    const { outbox, calls, states, answer } = givenOutbox();
    outbox.open();
    outbox.add('one');
    outbox.add('two');
    outbox.shut();
    await answer(lost());
    expect(states()).toEqual(['one: waiting', 'two: waiting']);
    outbox.open();
    expect(calls.map(({ message }) => [message.id, message.body])).toEqual([['id-1', 'one']]);
  });

  it('waits as long as the server asks when it writes too fast, and says so', async () => {
    const { outbox, timers, calls, answer } = givenOutbox();
    outbox.open();
    outbox.add('one');
    await answer(new AppError('RATE_LIMITED', 'slow', { retryAfterMs: 4_000 }));
    expect(outbox.isSlowed()).toBe(true);
    expect(calls).toHaveLength(0);
    timers.pass(4_500);
    expect(outbox.isSlowed()).toBe(false);
    expect(calls).toHaveLength(1);
  });

  it('marks what will not pass as failed, lets the next through, and repeats with the same id when told to', async () => {
    const { outbox, calls, sent, states, answer } = givenOutbox();
    outbox.open();
    outbox.add('one');
    outbox.add('two');
    await answer(new AppError('INVALID_INPUT', 'no'));
    expect(states()).toEqual(['one: failed', 'two: sending']);
    await answer({ seq: 1, at: 1 });
    outbox.retry('id-1');
    expect(calls[0]?.message).toMatchObject({ id: 'id-1', body: 'one' });
    await answer({ seq: 2, at: 2 });
    expect(sent).toEqual(['two', 'one']);
  });

  it('lets go of a message that the feed has brought before its answer came', async () => {
    const { outbox, answer } = givenOutbox();
    outbox.open();
    outbox.add('one');
    outbox.remove('id-1');
    expect(outbox.messages()).toEqual([]);
    await answer({ seq: 1, at: 1 });
    expect(outbox.messages()).toEqual([]);
  });
});
