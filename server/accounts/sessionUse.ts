import type { CommandHandler } from '#server/journal/featureModule.ts';

/** How exact "last used" is, in milliseconds: a session's use is written at most this often. */
export const USE_KEPT_EVERY_MS = 5 * 60_000;

/** Sessions remembered; beyond it all are forgotten, which costs each one more write. */
const MAXIMUM_REMEMBERED = 10_000;

export interface SessionUse {
  /** A call of this session was answered. Resolves when that is kept, where it has to be; never rejects. */
  note(sessionId: string): Promise<void>;
}

export interface SessionUseOptions {
  readonly mark: (sessionId: string) => Promise<unknown>;
  /** UTC milliseconds. */
  readonly clock: () => number;
  readonly onError: (error: unknown) => void;
}

/** Keeps when sessions were last used, without a write for every call. */
export function createSessionUse({ mark, clock, onError }: SessionUseOptions): SessionUse {
  const keptAt = new Map<string, number>();
  return {
    note: async (sessionId) => {
      const now = clock();
      const last = keptAt.get(sessionId);
      // The first call seen comes soon after signing in, or after a restart: the next one that is due will be kept.
      if (last !== undefined && now - last < USE_KEPT_EVERY_MS) return;
      if (keptAt.size >= MAXIMUM_REMEMBERED) keptAt.clear();
      keptAt.set(sessionId, now);
      if (last === undefined) return;
      await mark(sessionId).catch(onError);
    },
  };
}

export const markSessionUsed: CommandHandler<'accounts.markSessionUsed'> = async (
  { unit: { db }, at },
  { sessionId },
) => {
  await db.updateTable('session').set({ lastUsedAt: at }).where('id', '=', sessionId).execute();
  return {};
};
