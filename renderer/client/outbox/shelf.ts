import type { WireError } from '#shared/wire/errors.ts';

/** A message that waits to be sent, as it is kept beyond the life of a page. */
export interface KeptMessage {
  /** UUIDv7: messages of all tabs are sent in the order of their ids. */
  readonly id: string;
  /** Messages of one lane are sent one after the other. */
  readonly lane: string;
  readonly body: string;
  /** UTC milliseconds, by this device's clock. */
  readonly at: number;
  /** Why the server will not have it; null while it is worth trying. */
  readonly refusal: WireError | null;
}

/** Where messages stand until the server has them: the same shelf for all tabs of one person. */
export interface Shelf {
  all(): Promise<readonly KeptMessage[]>;
  /** Resolves when it would survive the page. Changes take effect in the order they were asked for. */
  put(message: KeptMessage): Promise<void>;
  remove(id: string): Promise<void>;
}

/** For a browser that keeps nothing: the shelf lasts as long as the page. */
export function createMemoryShelf(): Shelf {
  const messages = new Map<string, KeptMessage>();
  return {
    all: () => Promise.resolve([...messages.values()]),
    put: (message) => {
      messages.set(message.id, message);
      return Promise.resolve();
    },
    remove: (id) => {
      messages.delete(id);
      return Promise.resolve();
    },
  };
}
