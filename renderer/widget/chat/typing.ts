import type { Timers } from '#renderer/client/timers.ts';
import { TYPING_REPEATS_MS } from '#shared/chat/limits.ts';

export interface TypingSignal {
  /** The composer's text changed. */
  readonly changed: (text: string) => void;
  /** The text was sent: the message itself says that the writing has ended. */
  readonly sent: () => void;
}

/** Says that the visitor is writing, at most once in TYPING_REPEATS_MS, and that the text was cleared. */
export function createTypingSignal(timers: Timers, tell: (typing: boolean) => void): TypingSignal {
  let lastToldAt: number | null = null;

  return {
    changed(text) {
      const now = timers.now();
      if (text.trim() === '') {
        if (lastToldAt !== null) tell(false);
        lastToldAt = null;
      } else if (lastToldAt === null || now - lastToldAt >= TYPING_REPEATS_MS) {
        lastToldAt = now;
        tell(true);
      }
    },
    sent() {
      lastToldAt = null;
    },
  };
}

export interface Writer {
  readonly set: (name: string | null, typing: boolean, expiresInMs: number) => void;
  readonly clear: () => void;
  readonly isWriting: () => boolean;
  /** Who is writing; null when they have no name to show. */
  readonly name: () => string | null;
}

/** Who of the team is writing. It expires by itself: the word that it ended may never come. */
export function createWriter(timers: Timers, onChange: () => void): Writer {
  let writing: { readonly name: string | null } | null = null;
  let cancelExpiry: () => void = () => undefined;

  function clear(): void {
    cancelExpiry();
    if (writing === null) return;
    writing = null;
    onChange();
  }

  return {
    set(name, typing, expiresInMs) {
      if (!typing) {
        clear();
        return;
      }
      cancelExpiry();
      cancelExpiry = timers.after(expiresInMs, clear);
      if (writing?.name === name) return;
      writing = { name };
      onChange();
    },
    clear,
    isWriting: () => writing !== null,
    name: () => writing?.name ?? null,
  };
}
