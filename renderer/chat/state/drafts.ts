/** What is being written, per conversation. Survives switching and reloading, not the end of the session. */
export interface Drafts {
  get(conversationId: string): string;
  set(conversationId: string, text: string): void;
}

export interface DraftStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Drafts are kept per account: who signs in next on this window must not read them. */
export function createDrafts(storage: DraftStorage, accountId: string): Drafts {
  const keyOf = (conversationId: string): string => `optimaliq.draft:${accountId}:${conversationId}`;
  return {
    get: (conversationId) => storage.getItem(keyOf(conversationId)) ?? '',
    set(conversationId, text) {
      storage.setItem(keyOf(conversationId), text);
    },
  };
}
