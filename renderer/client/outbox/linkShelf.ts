import type { LinkCallName } from '#shared/wire/link.ts';
import type { KeptMessage, Shelf } from './shelf.ts';

/** Asks the desktop's link to a hub for what it does itself. @throws AppError UNAVAILABLE when it is not there, or cannot keep anything. */
export type LinkCall = (name: LinkCallName, input: unknown) => Promise<unknown>;

/** As the link keeps them: all that one person has, of every outbox. */
type OnShelf = KeptMessage & { readonly outbox?: string };

/**
 * The shelf of a desktop that has joined a hub: the link keeps the messages in SQLite, beside what this person has read.
 * @param outbox whose they are; the replies' have no name.
 */
export function createLinkShelf(call: LinkCall, outbox?: string): Shelf {
  return {
    all: async () => {
      const { messages } = (await call('outbox.all', {})) as { readonly messages: readonly OnShelf[] };
      return messages.flatMap(({ outbox: whose, ...message }) => (whose === outbox ? message : []));
    },
    put: async (message) => {
      await call('outbox.put', outbox === undefined ? message : { ...message, outbox });
    },
    remove: async (id) => {
      await call('outbox.remove', { id });
    },
  };
}
