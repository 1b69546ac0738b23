import type { Availability, Presence } from '#shared/accounts/presence/contract.ts';
import { createObservable, type Observable } from '#renderer/chat/state/observable.ts';
import type { Client } from '#renderer/client/client.ts';

export interface PresenceState {
  /** What I chose; null until it has been read. */
  readonly own: Availability | null;
  /** Everybody who is not offline. */
  readonly people: ReadonlyMap<string, Presence>;
}

export interface PresenceStore extends Observable<PresenceState> {
  /** @throws AppError when the server did not take it; the choice is then as before. */
  choose(availability: Availability): Promise<void>;
  stop(): void;
}

export interface PresenceStoreOptions {
  readonly client: Client;
  readonly accountId: string;
  /** Whether this role may follow a feed; who may not reads the state as the line returns. */
  readonly mayFollow: boolean;
}

/** Who of the team is there. After a restart of the server those not yet back are shown as they were until it says that they are gone. */
export function createPresenceStore({ client, accountId, mayFollow }: PresenceStoreOptions): PresenceStore {
  const state = createObservable<PresenceState>({ own: null, people: new Map() });
  /** Counts what was heard, so that an answer that something newer overtook is not believed. */
  let heard = 0;
  let stopped = false;

  function read(): void {
    heard += 1;
    const mine = heard;
    client.call('accounts.presence', {}).then(
      ({ own, people, isSettled }) => {
        if (stopped) return;
        if (mine !== heard) {
          read();
          return;
        }
        const before = isSettled ? [] : state.get().people;
        state.set({
          own,
          people: new Map([...before, ...people.map((one) => [one.accountId, one.presence] as const)]),
        });
      },
      // The line is gone; the next one asks again.
      () => undefined,
    );
  }

  function heardOf(id: string, presence: Presence): void {
    heard += 1;
    const people = new Map(state.get().people);
    if (presence === 'offline') people.delete(id);
    else people.set(id, presence);
    state.set({ ...state.get(), people });
    // Perhaps chosen in another of my windows.
    if (id === accountId) read();
  }

  const stopFollowing = mayFollow
    ? client.subscribe('presence', {
        onSnapshotNeeded: read,
        onEvents(events) {
          for (const { name, data } of events) {
            if (name === 'accounts.presenceChanged') heardOf(data.accountId, data.presence);
            else if (name === 'accounts.presenceSettled') read();
          }
        },
      })
    : client.onLine((line) => {
        if (line.state === 'online') read();
      });
  if (!mayFollow) read();

  return {
    get: state.get,
    listen: state.listen,
    async choose(availability) {
      const { own } = state.get();
      heard += 1;
      state.set({ ...state.get(), own: availability });
      try {
        await client.call('accounts.setAvailability', { availability });
      } catch (error) {
        state.set({ ...state.get(), own });
        throw error;
      }
    },
    stop() {
      stopped = true;
      stopFollowing();
    },
  };
}
