import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSubscriptions } from '#renderer/client/subscriptions.ts';
import type { FeedEvent } from '#renderer/client/client.ts';
import { createManualTimers } from './manualTimers.ts';
import { createModelFeed, TOPIC } from './modelFeed.ts';

type Step =
  | { readonly do: 'publish'; readonly step: number }
  | { readonly do: 'deliver'; readonly count: number; readonly copies: number }
  | { readonly do: 'lose'; readonly count: number }
  | { readonly do: 'fleeting' | 'heartbeat' | 'cut' | 'reconnect' | 'waitLong' }
  | { readonly do: 'answer'; readonly snapshot: boolean; readonly fails: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('publish' as const), step: fc.integer({ min: 1, max: 5 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('deliver' as const),
      count: fc.integer({ min: 1, max: 4 }),
      copies: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose' as const), count: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      snapshot: fc.boolean(),
      fails: fc.integer({ min: 0, max: 4 }).map((chance) => chance === 0),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'fleeting' as const,
        'heartbeat' as const,
        'cut' as const,
        'reconnect' as const,
        'waitLong' as const,
      ),
    }),
  },
);

/** Lets every answered promise run its course; no time passes. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** A view as a feature would write it: it reads the state when told to and then believes the events. */
function createView(cursors: () => readonly number[]) {
  const seen: number[] = [];
  const delivered: number[] = [];
  let fleeting = 0;
  return {
    seen,
    delivered,
    fleeting: () => fleeting,
    listener: {
      onEvents(events: readonly FeedEvent[]) {
        for (const event of events) {
          if (event.cursor === null) fleeting += 1;
          else {
            delivered.push(event.cursor);
            if (!seen.includes(event.cursor)) seen.push(event.cursor);
          }
        }
      },
      onSnapshotNeeded() {
        seen.length = 0;
        seen.push(...cursors());
      },
    },
  };
}

describe('a subscription over a line that loses, repeats and breaks', () => {
  it('delivers every event once and in order, whatever the line does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 120 }), fc.integer(), async (steps, seed) => {
        const feed = createModelFeed();
        let chance = seed >>> 0;
        const timers = createManualTimers(() => (chance = (chance * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32);
        const subscriptions = createSubscriptions({ timers, feed: feed.calls });
        const view = createView(feed.cursors);
        subscriptions.subscribe(TOPIC, view.listener);
        subscriptions.lineUp();
        let up = true;

        for (const next of steps) {
          if (next.do === 'publish') feed.publish(next.step);
          if (next.do === 'fleeting') feed.publishFleeting();
          if (next.do === 'heartbeat') feed.heartbeat();
          if (next.do === 'lose') feed.line.splice(0, next.count);
          if (next.do === 'answer') feed.answer(next);
          if (next.do === 'waitLong') timers.pass(60_000);
          if (next.do === 'deliver') {
            const frames = feed.line.splice(0, next.count);
            for (let copy = 0; copy < next.copies; copy += 1) subscriptions.receive(frames);
          }
          if (next.do === 'cut' && up) {
            up = false;
            subscriptions.lineDown();
            feed.cut();
          }
          if (next.do === 'reconnect' && !up) {
            up = true;
            subscriptions.lineUp();
          }
          await settle();
          expect(feed.openCalls()).toBeLessThanOrEqual(1);
        }

        if (!up) subscriptions.lineUp();
        // The heartbeat of a quiet line is all it may take to be whole again.
        for (let round = 0; round < 4; round += 1) {
          timers.pass(60_000);
          feed.answer();
          await settle();
          feed.heartbeat();
          subscriptions.receive(feed.line.splice(0));
          await settle();
        }

        expect(view.delivered).toEqual([...new Set(view.delivered)].sort((a, b) => a - b));
        expect(view.seen).toEqual(feed.cursors());
      }),
      { numRuns: 400 },
    );
  });

  it('asks for nothing while the line is whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 40 }), async (cursorSteps) => {
        const feed = createModelFeed();
        const subscriptions = createSubscriptions({ timers: createManualTimers(), feed: feed.calls });
        const view = createView(feed.cursors);
        subscriptions.subscribe(TOPIC, view.listener);
        subscriptions.lineUp();
        feed.answer();
        await settle();
        for (const cursorStep of cursorSteps) feed.publish(cursorStep);
        feed.heartbeat();
        subscriptions.receive(feed.line.splice(0));
        await settle();
        expect(feed.openCalls()).toBe(0);
        expect(view.delivered).toEqual(feed.cursors());
      }),
    );
  });
});
