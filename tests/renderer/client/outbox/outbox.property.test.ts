import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createOutbox, type Outbox, type OutboxMessage } from '#renderer/client/outbox/outbox.ts';
import { createMemoryShelf } from '#renderer/client/outbox/shelf.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createManualTimers } from '#tests/renderer/client/manualTimers.ts';
import { createTabsOfOnePerson } from './tabsOfOnePerson.ts';

const LANES = ['a', 'b'];

async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

type Fate = 'answered' | 'lost before' | 'lost after';
type Step =
  | { readonly do: 'write'; readonly tab: number; readonly lane: number }
  | { readonly do: 'open' | 'pass' }
  | { readonly do: 'close' | 'up' | 'down'; readonly tab: number }
  | { readonly do: 'fate'; readonly fate: Fate };

const tab = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), tab, lane: fc.nat(1) }) },
  fc.record({ do: fc.constantFrom('open' as const, 'pass' as const) }),
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('close' as const, 'up' as const, 'down' as const), tab }) },
  fc.record({
    do: fc.constant('fate' as const),
    fate: fc.constantFrom<Fate>('answered', 'lost before', 'lost after'),
  }),
);

/** A server that recognises the id of a message it has: as the real one does. */
function createThread() {
  const items: { readonly id: string; readonly lane: string }[] = [];
  let fate: Fate = 'answered';
  return {
    items,
    setFate(next: Fate) {
      fate = next;
    },
    async take({ id, lane }: OutboxMessage) {
      await Promise.resolve();
      if (fate === 'lost before') throw new AppError('UNAVAILABLE', 'lost');
      if (!items.some((item) => item.id === id)) items.push({ id, lane });
      if (fate === 'lost after') throw new AppError('UNAVAILABLE', 'lost');
      return { seq: items.findIndex((item) => item.id === id) + 1, at: 1 };
    },
  };
}

it('everything written in any tab arrives once and in the order of its lane, whatever befalls tabs, lines and answers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const timers = createManualTimers();
      const shelf = createMemoryShelf();
      const newTab = createTabsOfOnePerson();
      const thread = createThread();
      const written: { readonly id: string; readonly lane: string }[] = [];
      let tabs: Outbox[] = [];
      const open = (): Outbox => {
        const outbox = createOutbox({
          shelf,
          tabs: newTab(),
          timers,
          newId: () => String(written.length + 1).padStart(6, '0'),
          send: (message) => thread.take(message),
          onChange: () => undefined,
        });
        tabs.push(outbox);
        return outbox;
      };
      open();
      for (const next of steps) {
        if (next.do === 'open' && tabs.length < 3) open();
        else if (next.do === 'pass') timers.pass(70_000);
        else if (next.do === 'fate') thread.setFate(next.fate);
        else if ('tab' in next) {
          const outbox = tabs[next.tab];
          if (outbox === undefined) continue;
          if (next.do === 'up') outbox.lineUp();
          else if (next.do === 'down') outbox.lineDown();
          else if (next.do === 'write') {
            const lane = LANES[next.lane] ?? 'a';
            outbox.add(lane, 'text');
            written.push({ id: String(written.length + 1).padStart(6, '0'), lane });
          } else if (tabs.length > 1) {
            outbox.stop();
            tabs = tabs.filter((other) => other !== outbox);
          }
        }
        await settle();
      }
      thread.setFate('answered');
      for (let round = 0; round < 4; round += 1) {
        for (const outbox of tabs) outbox.lineUp();
        timers.pass(70_000);
        await settle();
      }
      await settle();

      for (const lane of LANES) {
        const sentHere = thread.items.filter((item) => item.lane === lane).map(({ id }) => id);
        expect(sentHere).toEqual(written.filter((item) => item.lane === lane).map(({ id }) => id));
      }
      expect(await shelf.all()).toEqual([]);
      for (const outbox of tabs) expect(outbox.list().every(({ state }) => state === 'sent')).toBe(true);
    }),
    { numRuns: 300 },
  );
});
