import type { Author } from '#shared/chat/contract.ts';
import type { Timers } from '#renderer/client/timers.ts';

export interface Typists {
  list(): readonly Author[];
  /** Somebody writes (for at most `expiresInMs`) or has stopped. */
  heard(author: Author, typing: boolean, expiresInMs: number): void;
  /** Who has sent or left is no longer writing. */
  stopped(author: Author): void;
  clear(): void;
}

const keyOf = (author: Author): string => `${author.kind}:${author.id ?? ''}`;

/** Who is writing now. A signal that is not repeated runs out by itself: a lost "stopped" must not type for ever. */
export function createTypists(timers: Timers, changed: () => void): Typists {
  const writing = new Map<string, { readonly author: Author; readonly cancel: () => void }>();

  const stopped = (author: Author): void => {
    const entry = writing.get(keyOf(author));
    if (entry === undefined) return;
    entry.cancel();
    writing.delete(keyOf(author));
    changed();
  };

  return {
    list: () => [...writing.values()].map((entry) => entry.author),
    heard(author, typing, expiresInMs) {
      if (!typing) {
        stopped(author);
        return;
      }
      const before = writing.get(keyOf(author));
      before?.cancel();
      const cancel = timers.after(expiresInMs, () => {
        stopped(author);
      });
      writing.set(keyOf(author), { author, cancel });
      if (before === undefined) changed();
    },
    stopped,
    clear() {
      for (const entry of writing.values()) entry.cancel();
      if (writing.size > 0) {
        writing.clear();
        changed();
      }
    },
  };
}
