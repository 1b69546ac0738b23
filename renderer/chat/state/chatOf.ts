import type { Client } from '#renderer/client/client.ts';
import { type ChatStores, createChatStores } from './chatStores.ts';
import { browserSurroundings, type Colleague } from './surroundings.ts';

interface Held {
  readonly sessionKey: string;
  readonly stores: ChatStores;
}

const held = new WeakMap<Client, Held>();

/**
 * The stores of a session, the same for as long as it lasts: replies on their way outlive the screen they were written on.
 * On the desktop one client serves every session, so a new session ends the stores of the one before it.
 */
export function chatOf(client: Client, sessionKey: string, me: Colleague): ChatStores {
  const before = held.get(client);
  if (before?.sessionKey === sessionKey) return before.stores;
  before?.stores.stop();
  const stores = createChatStores(browserSurroundings(client, me));
  held.set(client, { sessionKey, stores });
  return stores;
}
