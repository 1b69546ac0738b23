import { backOff } from '#renderer/client/backOff.ts';
import type { Timers } from '#renderer/client/timers.ts';
import { AppError } from '#shared/wire/errors.ts';

/** A message on its way. `failed` is what repeating by itself will not cure; the person decides. */
export interface Outgoing {
  readonly id: string;
  readonly body: string;
  /** UTC milliseconds, by the visitor's clock. */
  readonly at: number;
  readonly state: 'waiting' | 'sending' | 'failed';
}

export interface Sent {
  readonly seq: number;
  readonly at: number;
}

export interface OutboxOptions {
  readonly timers: Timers;
  readonly newId: () => string;
  readonly send: (message: Outgoing) => Promise<Sent>;
  readonly onSent: (message: Outgoing, sent: Sent) => void;
  readonly onChange: () => void;
}

export interface Outbox {
  readonly messages: () => readonly Outgoing[];
  /** Whether the server asked us to slow down. */
  readonly isSlowed: () => boolean;
  readonly add: (body: string) => void;
  readonly retry: (id: string) => void;
  /** Takes a message out: it has arrived, or the person gave it up. */
  readonly remove: (id: string) => void;
  /** The line is good for sending, or not. */
  readonly open: () => void;
  readonly shut: () => void;
}

/**
 * Messages in the order they were written, one on the line at a time so that they arrive in it. What fails for a passing reason is
 * sent again with the same id; the server recognises it.
 */
export function createOutbox({ timers, newId, send, onSent, onChange }: OutboxOptions): Outbox {
  let messages: readonly Outgoing[] = [];
  let isOpen = false;
  let busy = false;
  let slowed = false;
  let failures = 0;
  let cancelPause: (() => void) | null = null;

  function mark(id: string, state: Outgoing['state']): void {
    messages = messages.map((message) => (message.id === id ? { ...message, state } : message));
    onChange();
  }

  function remove(id: string): void {
    if (!messages.some((message) => message.id === id)) return;
    messages = messages.filter((message) => message.id !== id);
    onChange();
  }

  async function run(): Promise<void> {
    const next = messages.find((message) => message.state === 'waiting');
    if (!isOpen || busy || cancelPause !== null || next === undefined) return;
    busy = true;
    mark(next.id, 'sending');
    try {
      const sent = await send(next);
      failures = 0;
      remove(next.id);
      onSent(next, sent);
    } catch (error) {
      fail(next, error);
    }
    busy = false;
    await run();
  }

  function fail(message: Outgoing, error: unknown): void {
    const code = error instanceof AppError ? error.code : 'INTERNAL';
    if (code !== 'UNAVAILABLE' && code !== 'RATE_LIMITED') {
      mark(message.id, 'failed');
      return;
    }
    slowed = code === 'RATE_LIMITED';
    cancelPause = timers.after(backOff(failures, timers, error), () => {
      resume();
      void run();
    });
    failures += 1;
    mark(message.id, 'waiting');
  }

  function resume(): void {
    cancelPause?.();
    cancelPause = null;
    slowed = false;
    onChange();
  }

  return {
    messages: () => messages,
    isSlowed: () => slowed,
    add(body) {
      messages = [...messages, { id: newId(), body, at: timers.now(), state: 'waiting' }];
      onChange();
      void run();
    },
    retry(id) {
      mark(id, 'waiting');
      void run();
    },
    remove,
    open() {
      isOpen = true;
      if (!slowed) {
        resume();
        failures = 0;
      }
      void run();
    },
    shut() {
      isOpen = false;
    },
  };
}
