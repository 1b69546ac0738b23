import { TYPING_REPEATS_MS } from '#shared/chat/limits.ts';
import type { Surroundings } from './surroundings.ts';

export interface TypingSignal {
  /** A key was struck: the other side is told, at most every `TYPING_REPEATS_MS`. */
  struck(): void;
  /** The text was sent, emptied or left. */
  stopped(): void;
}

export function createTypingSignal({ client, timers, me }: Surroundings, conversationId: string): TypingSignal {
  let toldAt: number | null = null;
  const tell = (typing: boolean): void => {
    if (!me.mayWrite || client.line().state !== 'online') return;
    // Fleeting: nobody misses a signal that is lost.
    client.call('chat.typing', { conversationId, typing }).catch(() => undefined);
  };
  return {
    struck() {
      const now = timers.now();
      if (toldAt !== null && now - toldAt < TYPING_REPEATS_MS) return;
      toldAt = now;
      tell(true);
    },
    stopped() {
      if (toldAt === null) return;
      toldAt = null;
      tell(false);
    },
  };
}
