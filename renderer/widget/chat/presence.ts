import { createActivitySignal } from '#renderer/client/activity.ts';
import type { Client } from '#renderer/client/client.ts';
import type { Timers } from '#renderer/client/timers.ts';
import { VISITOR_IDLE_AFTER_MS } from '#shared/wire/activity.ts';

export interface PresenceOptions {
  readonly timers: Timers;
  /** The visitor's conversation; null before there is one: until then nobody asks whether they are there. */
  readonly conversationId: () => string | null;
}

/** Who is there, both ways: whether anybody would answer, and whether the visitor is at the page. */
export interface Presence {
  /** Follows the line of a client; called once. */
  readonly attach: (client: Client) => void;
  /** Null: not known, or not any more. */
  readonly someoneIsHere: () => boolean | null;
  readonly onChange: (listener: () => void) => void;
  readonly stirred: () => void;
  readonly left: () => void;
  /** The conversation may have begun. */
  readonly look: () => void;
}

export function createPresence({ timers, conversationId }: PresenceOptions): Presence {
  let client: Client | null = null;
  let someone: boolean | null = null;
  /** The conversation that the server, on this line, has heard a report for. */
  let told: string | null = null;
  /** Counts what was heard, so that an answer that something newer overtook is dropped. */
  let heard = 0;
  let listener: () => void = () => undefined;

  const activity = createActivitySignal({
    timers,
    idleAfterMs: VISITOR_IDLE_AFTER_MS,
    tell(active) {
      const id = conversationId();
      if (client === null || id === null || client.line().state !== 'online') return;
      told = id;
      // The next report says the same again.
      client.call('chat.activity', { conversationId: id, active }).catch(() => undefined);
    },
  });

  function set(next: boolean | null): void {
    heard += 1;
    if (next === someone) return;
    someone = next;
    listener();
  }

  function read(line: Client): void {
    heard += 1;
    const mine = heard;
    line.call('chat.availability', {}).then(
      ({ someoneIsHere }) => {
        if (mine === heard) set(someoneIsHere);
      },
      // The line is gone, and the next one asks again.
      () => undefined,
    );
  }

  function look(): void {
    if (client?.line().state === 'online' && conversationId() !== told) activity.again();
  }

  return {
    attach(line) {
      client = line;
      line.subscribe('availability', {
        onSnapshotNeeded: () => read(line),
        onEvents(events) {
          for (const event of events) if (event.name === 'chat.availabilityChanged') set(event.data.someoneIsHere);
        },
      });
      line.onLine(({ state }) => {
        if (state !== 'online') {
          told = null;
          set(null);
        }
        look();
      });
    },
    someoneIsHere: () => someone,
    onChange(next) {
      listener = next;
    },
    stirred: activity.stirred,
    left: activity.left,
    look,
  };
}
