import { describe, expect, it } from 'vitest';
import { createOutbox, type Acknowledged, type OutboxMessage } from '#renderer/client/outbox/outbox.ts';
import { createMemoryShelf, type Shelf } from '#renderer/client/outbox/shelf.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createManualTimers } from '#tests/renderer/client/manualTimers.ts';
import { createTabsOfOnePerson } from './tabsOfOnePerson.ts';

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

const LANE = 'conversation';
const lost = () => new AppError('UNAVAILABLE', 'gone');

function givenPerson(shelf: Shelf = createMemoryShelf()) {
  const newTab = createTabsOfOnePerson();
  let ids = 0;

  async function givenTab() {
    const timers = createManualTimers();
    const calls: {
      readonly message: OutboxMessage;
      readonly resolve: (sent: Acknowledged) => void;
      readonly reject: (error: unknown) => void;
    }[] = [];
    const outbox = createOutbox({
      shelf,
      tabs: newTab(),
      timers,
      newId: () => `id-${String((ids += 1))}`,
      send: (message) => new Promise((resolve, reject) => calls.push({ message, resolve, reject })),
      onChange: () => undefined,
    });
    await settle();
    return {
      outbox,
      timers,
      calls,
      states: () => outbox.list().map(({ body, state }) => `${body}: ${state}`),
      onTheWire: () => calls.map(({ message }) => `${message.id} ${message.body}`),
      async write(...bodies: string[]): Promise<void> {
        for (const body of bodies) outbox.add(LANE, body);
        await settle();
      },
      async answer(result: Acknowledged | AppError): Promise<void> {
        const call = calls.shift();
        if (call === undefined) throw new Error('Nothing is being sent.');
        if (result instanceof AppError) call.reject(result);
        else call.resolve(result);
        await settle();
      },
    };
  }
  return { shelf, givenTab };
}

describe('an outbox', () => {
  it('keeps what is written while the line is down and sends it in order when it stands', async () => {
    const { shelf, givenTab } = givenPerson();
    const { outbox, write, calls, states, answer } = await givenTab();
    await write('one', 'two');
    expect(calls).toHaveLength(0);
    expect(states()).toEqual(['one: waiting', 'two: waiting']);
    expect(await shelf.all()).toMatchObject([{ body: 'one' }, { body: 'two' }]);
    outbox.lineUp();
    expect(states()).toEqual(['one: sending', 'two: waiting']);
    await answer({ seq: 1, at: 1 });
    await answer({ seq: 2, at: 2 });
    expect(outbox.list()).toMatchObject([
      { body: 'one', state: 'sent', seq: 1 },
      { body: 'two', state: 'sent', seq: 2 },
    ]);
    expect(await shelf.all()).toEqual([]);
  });

  it('lets one lane go on while another waits', async () => {
    const { outbox, calls } = await givenPerson().givenTab();
    outbox.lineUp();
    outbox.add('a', 'a1');
    outbox.add('b', 'b1');
    outbox.add('a', 'a2');
    expect(calls.map(({ message }) => message.body)).toEqual(['a1', 'b1']);
  });

  it('sends a message whose answer was lost again, with the same id and before the next', async () => {
    const { outbox, write, onTheWire, states, answer } = await givenPerson().givenTab();
    outbox.lineUp();
    await write('one', 'two');
    outbox.lineDown();
    await answer(lost());
    expect(states()).toEqual(['one: waiting', 'two: waiting']);
    outbox.lineUp();
    expect(onTheWire()).toEqual(['id-1 one']);
  });

  it('goes on trying for as long as the server has trouble, and says what is wrong', async () => {
    const { outbox, write, timers, states, answer } = await givenPerson().givenTab();
    outbox.lineUp();
    await write('one');
    for (let attempt = 0; attempt < 20; attempt += 1) {
      expect(states()).toEqual(['one: sending']);
      await answer(lost());
      expect(outbox.list()[0]).toMatchObject({ state: 'waiting', error: { code: 'UNAVAILABLE' } });
      timers.pass(60_000);
    }
  });

  it('keeps a message of somebody whose session is over until they have signed in again', async () => {
    const { outbox, write, timers, states, onTheWire, answer } = await givenPerson().givenTab();
    outbox.lineUp();
    await write('one');
    await answer(new AppError('UNAUTHENTICATED', 'Sign in first.'));
    expect(states()).toEqual(['one: waiting']);
    timers.pass(60_000);
    expect(onTheWire()).toEqual(['id-1 one']);
    await answer({ seq: 1, at: 1 });
    expect(states()).toEqual(['one: sent']);
  });

  it('waits as long as the server asks when it writes too fast, also across a new line, and says so', async () => {
    const { outbox, write, timers, calls, answer } = await givenPerson().givenTab();
    outbox.lineUp();
    await write('one');
    await answer(new AppError('RATE_LIMITED', 'slow', { retryAfterMs: 4_000 }));
    expect(outbox.isSlowed()).toBe(true);
    outbox.lineDown();
    outbox.lineUp();
    expect(calls).toHaveLength(0);
    timers.pass(4_500);
    expect(outbox.isSlowed()).toBe(false);
    expect(calls).toHaveLength(1);
  });

  it('holds what was refused only because nobody is signed in, for its writer to come back', async () => {
    const { shelf, givenTab } = givenPerson();
    const before = await givenTab();
    before.outbox.lineUp();
    await before.write('one');
    await before.answer(new AppError('UNAUTHENTICATED', 'Sign in first.'));
    expect(before.states()).toEqual(['one: waiting']);
    before.outbox.stop();
    expect(await shelf.all()).toMatchObject([{ body: 'one', refusal: null }]);
    const after = await givenTab();
    after.outbox.lineUp();
    expect(after.onTheWire()).toEqual(['id-1 one']);
  });

  it('marks what will not pass as failed, lets the next through, and repeats with the same id when told to', async () => {
    const { outbox, write, onTheWire, states, answer } = await givenPerson().givenTab();
    outbox.lineUp();
    await write('one', 'two');
    await answer(new AppError('INVALID_INPUT', 'no'));
    expect(states()).toEqual(['one: failed', 'two: sending']);
    await answer({ seq: 1, at: 1 });
    outbox.retry('id-1');
    expect(onTheWire()).toEqual(['id-1 one']);
    await answer({ seq: 2, at: 2 });
    expect(states()).toEqual(['one: sent', 'two: sent']);
  });

  it('lets go of a message that the feed has brought before its answer came', async () => {
    const { outbox, write, answer } = await givenPerson().givenTab();
    outbox.lineUp();
    await write('one');
    outbox.remove('id-1');
    await answer({ seq: 1, at: 1 });
    expect(outbox.list()).toEqual([]);
  });
});

describe('an outbox after its page', () => {
  it('goes on with what waited and still tells what was refused, and why', async () => {
    const { givenTab } = givenPerson();
    const before = await givenTab();
    before.outbox.lineUp();
    await before.write('refused', 'waits');
    await before.answer(new AppError('NOT_FOUND', 'no such conversation'));
    before.outbox.stop();
    const after = await givenTab();
    expect(after.states()).toEqual(['refused: failed', 'waits: waiting']);
    expect(after.outbox.list()[0]?.error).toMatchObject({ code: 'NOT_FOUND', message: 'no such conversation' });
    after.outbox.lineUp();
    expect(after.onTheWire()).toEqual(['id-2 waits']);
  });

  it('sends what an earlier page has left first, however soon something is written and however late the shelf answers', async () => {
    const memory = createMemoryShelf();
    let isAway = true;
    const slow: Shelf = { ...memory, all: () => (isAway ? Promise.reject(lost()) : memory.all()) };
    await memory.put({ id: 'id-0', lane: LANE, body: 'left', at: 1, refusal: null });
    const { outbox, write, onTheWire, answer, timers, states } = await givenPerson(slow).givenTab();
    outbox.lineUp();
    await write('new');
    expect(states()).toEqual(['new: waiting']);
    timers.pass(10_000);
    await settle();
    expect(onTheWire()).toEqual([]);
    isAway = false;
    timers.pass(30_000);
    await settle();
    expect(onTheWire()).toEqual(['id-0 left']);
    await answer({ seq: 1, at: 1 });
    expect(onTheWire()).toEqual(['id-1 new']);
  });

  it('works in memory where the shelf fails, for as long as the page lives', async () => {
    const broken: Shelf = {
      all: () => Promise.reject(new Error('no storage')),
      put: () => Promise.reject(new Error('full')),
      remove: () => Promise.reject(new Error('full')),
    };
    const { outbox, write, answer, states } = await givenPerson(broken).givenTab();
    await write('one');
    outbox.lineUp();
    await answer({ seq: 1, at: 1 });
    expect(states()).toEqual(['one: sent']);
  });
});

describe('a shelf that fails for a while', () => {
  function givenFailing() {
    const memory = createMemoryShelf();
    let isBroken = true;
    const or = <Value>(work: () => Promise<Value>) => (isBroken ? Promise.reject(lost()) : work());
    const shelf: Shelf = {
      all: () => or(memory.all),
      put: (message) => or(() => memory.put(message)),
      remove: (id) => or(() => memory.remove(id)),
    };
    return {
      shelf,
      kept: async () => (await memory.all()).map(({ body }) => body),
      breaks: (broken: boolean) => {
        isBroken = broken;
      },
    };
  }

  it('is given what it did not take as soon as it takes it', async () => {
    const { shelf, kept, breaks } = givenFailing();
    const { write, timers } = await givenPerson(shelf).givenTab();
    await write('one', 'two');
    timers.pass(10_000);
    await settle();
    expect(await kept()).toEqual([]);
    breaks(false);
    timers.pass(30_000);
    await settle();
    expect(await kept()).toEqual(['one', 'two']);
    expect(timers.next()).toBeNull();
  });

  it('is rid of what has been sent meanwhile, and is not asked any more once the page is closed', async () => {
    const { shelf, kept, breaks } = givenFailing();
    breaks(false);
    const { outbox, write, answer, timers, states } = await givenPerson(shelf).givenTab();
    await write('one');
    breaks(true);
    outbox.lineUp();
    await answer({ seq: 1, at: 1 });
    expect(states()).toEqual(['one: sent']);
    expect(await kept()).toEqual(['one']);
    breaks(false);
    timers.pass(30_000);
    await settle();
    expect(await kept()).toEqual([]);
    breaks(true);
    await write('two');
    outbox.stop();
    expect(timers.next()).toBeNull();
  });
});

describe('the tabs of one person', () => {
  it('all show what waits, and only one sends it', async () => {
    const { givenTab } = givenPerson();
    const first = await givenTab();
    const second = await givenTab();
    first.outbox.lineUp();
    second.outbox.lineUp();
    await second.write('from the second');
    expect(first.onTheWire()).toEqual(['id-1 from the second']);
    expect(second.calls).toEqual([]);
    expect(second.states()).toEqual(['from the second: waiting']);
    await first.answer({ seq: 7, at: 9 });
    expect(second.outbox.list()).toMatchObject([{ state: 'sent', seq: 7, at: 9 }]);
  });

  it('pass the work on when the one that sends is closed, with the ids as they were', async () => {
    const { givenTab } = givenPerson();
    const first = await givenTab();
    const second = await givenTab();
    first.outbox.lineUp();
    second.outbox.lineUp();
    await first.write('one', 'two');
    first.outbox.stop();
    await settle();
    expect(second.onTheWire()).toEqual(['id-1 one']);
    await second.answer({ seq: 1, at: 1 });
    expect(second.onTheWire()).toEqual(['id-2 two']);
  });

  it('tell each other where a message stands that the feed has brought: the one that sent it may have lost the answer', async () => {
    const { shelf, givenTab } = givenPerson();
    const first = await givenTab();
    const second = await givenTab();
    first.outbox.lineUp();
    await first.write('one');
    first.outbox.lineDown();
    await first.answer(lost());
    second.outbox.remove('id-1', { seq: 4, at: 9 });
    await settle();
    expect(first.outbox.list()).toMatchObject([{ id: 'id-1', state: 'sent', seq: 4, at: 9 }]);
    expect(await shelf.all()).toEqual([]);
  });

  it('retry and give up for each other', async () => {
    const { givenTab } = givenPerson();
    const first = await givenTab();
    const second = await givenTab();
    first.outbox.lineUp();
    await first.write('no', 'neither');
    await first.answer(new AppError('FORBIDDEN', 'not you'));
    await first.answer(new AppError('FORBIDDEN', 'not you'));
    expect(second.states()).toEqual(['no: failed', 'neither: failed']);
    second.outbox.retry('id-1');
    second.outbox.remove('id-2');
    await settle();
    expect(first.states()).toEqual(['no: sending']);
  });
});
