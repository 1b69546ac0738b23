import type { OutputOf } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import type { Submit } from './submit.ts';

/** Remembers when people's windows went away, and keeps it now and then: a line that closes writes nothing by itself. */
export function createLastSeen(submit: Submit, connected: () => ReadonlySet<string>) {
  const left = new Map<string, number>();
  const unkept = new Set<string>();

  return {
    /** A line of somebody's has closed. */
    leave: (principal: Principal, at: number): void => {
      if (principal.kind !== 'staff') return;
      left.set(principal.accountId, at);
      unkept.add(principal.accountId);
    },

    /** Makes what is remembered durable, those who are connected now included. */
    keep: async (at: number): Promise<void> => {
      for (const accountId of connected()) {
        left.set(accountId, at);
        unkept.add(accountId);
      }
      const seen = [...unkept].map((accountId) => ({ accountId, at: left.get(accountId) ?? at }));
      unkept.clear();
      if (seen.length > 0) await submit('accounts.markSeen', { seen });
    },

    /** What the database says of people, with what is known of this moment. */
    people: async (): Promise<OutputOf<'accounts.people'>> => {
      const { people } = await submit('accounts.listPeople', {});
      const now = connected();
      return {
        people: people.map((person) => ({
          ...person,
          isConnected: now.has(person.id),
          lastSeenAt: Math.max(person.lastSeenAt ?? 0, left.get(person.id) ?? 0) || null,
        })),
      };
    },
  };
}
