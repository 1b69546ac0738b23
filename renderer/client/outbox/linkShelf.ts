import type { LinkCallName } from '#shared/wire/link.ts';
import type { KeptMessage, Shelf } from './shelf.ts';

/** Asks the desktop's link to a hub for what it does itself. @throws AppError UNAVAILABLE when it is not there, or cannot keep anything. */
export type LinkCall = (name: LinkCallName, input: unknown) => Promise<unknown>;

/** The shelf of a desktop that has joined a hub: the link keeps the messages in SQLite, beside what this person has read. */
export function createLinkShelf(call: LinkCall): Shelf {
  return {
    all: async () => ((await call('outbox.all', {})) as { readonly messages: readonly KeptMessage[] }).messages,
    put: async (message) => {
      await call('outbox.put', message);
    },
    remove: async (id) => {
      await call('outbox.remove', { id });
    },
  };
}
