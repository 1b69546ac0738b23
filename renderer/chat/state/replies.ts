import { AppError } from '#shared/wire/errors.ts';
import type { PendingReply } from '#renderer/chat/model/sendState.ts';
import type { Surroundings } from './surroundings.ts';

export interface Replies {
  list(): readonly PendingReply[];
  send(body: string): void;
  /** Tries a failed reply again, with the id it has: a first try that got through is recognised. */
  retry(id: string): void;
  /** Gives a failed reply up. Answers its text, so that it can be edited; null when there is none such. */
  discard(id: string): string | null;
  /** Lets go of the replies that stand in the thread now. */
  settle(isThere: (reply: PendingReply) => boolean): void;
  /** The line is back. */
  resume(): void;
  stop(): void;
}

/** Tries on a line that is up, before a person is asked; waiting for the line itself has no limit. */
const TRIES = 4;
const FIRST_PAUSE_MS = 1_000;

/**
 * Replies on their way to the server, one at a time: only so is their order sure to be the one they were written in. One that the
 * server refuses steps aside and the next goes on; while the line is down all wait.
 */
export function createReplies(surroundings: Surroundings, conversationId: string, changed: () => void): Replies {
  const { client, timers } = surroundings;
  let replies: readonly PendingReply[] = [];
  let busy = false;
  let tries = 0;
  let stopped = false;
  let cancelPause: (() => void) | null = null;

  const update = (id: string, change: Partial<PendingReply>): void => {
    replies = replies.map((reply) => (reply.id === id ? { ...reply, ...change } : reply));
    changed();
  };

  const failed = (id: string, error: AppError): void => {
    const mayPass = error.code === 'UNAVAILABLE' || error.code === 'RATE_LIMITED';
    if (mayPass && client.line().state !== 'online') {
      update(id, { state: 'waiting' });
      return;
    }
    tries += 1;
    if (!mayPass || tries >= TRIES) {
      tries = 0;
      update(id, { state: 'failed', error });
      pump();
      return;
    }
    update(id, { state: 'waiting' });
    const pause = Math.max(error.details?.retryAfterMs ?? 0, FIRST_PAUSE_MS * 2 ** (tries - 1));
    cancelPause = timers.after(pause, () => {
      cancelPause = null;
      pump();
    });
  };

  const pump = (): void => {
    const next = replies.find((reply) => reply.state === 'waiting');
    if (busy || stopped || cancelPause !== null || next === undefined || client.line().state !== 'online') return;
    busy = true;
    update(next.id, { state: 'sending', error: null });
    client.call('chat.reply', { id: next.id, conversationId, body: next.body }).then(
      ({ at, seq }) => {
        busy = false;
        tries = 0;
        update(next.id, { state: 'sent', at, seq });
        pump();
      },
      (error: unknown) => {
        busy = false;
        failed(next.id, error instanceof AppError ? error : new AppError('INTERNAL', String(error)));
      },
    );
  };

  return {
    list: () => replies,
    send(body) {
      const reply: PendingReply = {
        id: surroundings.newId(),
        body,
        at: timers.now(),
        state: 'waiting',
        error: null,
        seq: null,
      };
      replies = [...replies, reply];
      changed();
      pump();
    },
    retry(id) {
      if (!replies.some((reply) => reply.id === id && reply.state === 'failed')) return;
      update(id, { state: 'waiting', error: null });
      pump();
    },
    discard(id) {
      const reply = replies.find((candidate) => candidate.id === id && candidate.state === 'failed');
      if (reply === undefined) return null;
      replies = replies.filter((candidate) => candidate !== reply);
      changed();
      return reply.body;
    },
    settle(isThere) {
      replies = replies.filter((reply) => !isThere(reply));
    },
    resume() {
      tries = 0;
      cancelPause?.();
      cancelPause = null;
      pump();
    },
    stop() {
      stopped = true;
      cancelPause?.();
    },
  };
}
