import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { createMemoryShelf, type KeptMessage, type Shelf } from './shelf.ts';

interface OutboxDatabase extends DBSchema {
  message: { key: string; value: KeptMessage };
}

const VERSION = 1;

/** @throws where the browser keeps nothing (private windows, a full disk), or there is none. */
async function open(name: string): Promise<IDBPDatabase<OutboxDatabase>> {
  return openDB<OutboxDatabase>(name, VERSION, {
    upgrade: (database) => {
      database.createObjectStore('message', { keyPath: 'id' });
    },
  });
}

/** A shelf in IndexedDB, whose transactions take effect in the order they were asked for; in memory where there is none. */
export function createIndexedDbShelf(name: string): Shelf {
  const memory = createMemoryShelf();
  const opened = open(name).catch(() => null);
  return {
    all: async () => (await (await opened)?.getAll('message')) ?? memory.all(),
    put: async (message) => {
      const database = await opened;
      // `strict` waits for the disk, not only for the system's memory.
      if (database === null) return memory.put(message);
      const transaction = database.transaction('message', 'readwrite', { durability: 'strict' });
      await Promise.all([transaction.store.put(message), transaction.done]);
    },
    remove: async (id) => {
      const database = await opened;
      if (database === null) return memory.remove(id);
      await database.delete('message', id);
    },
  };
}
