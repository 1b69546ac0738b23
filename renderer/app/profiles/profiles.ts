import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { HubAddressProblem } from '#shared/hubAddress.ts';
import type { HubId, HubProfile, NativeBridge, WorkspaceChoice } from '#shared/native.ts';

/** Where this desktop window can go: its own workspace, the demo, the hubs it has joined. */
export interface Profiles {
  readonly current: WorkspaceChoice | null;
  readonly hubs: readonly HubProfile[];
  readonly choose: (choice: WorkspaceChoice) => void;
  /** Goes to the hub at once. Resolves with what is wrong with the address, else null. */
  readonly join: (address: string, name: string) => Promise<HubAddressProblem | null>;
  readonly rename: (id: HubId, name: string) => void;
  readonly remove: (id: HubId) => void;
}

export const ProfilesContext = createContext<Profiles | null>(null);

/** Null in a browser, which is at the server whose page it shows. */
export function useProfiles(): Profiles | null {
  return useContext(ProfilesContext);
}

/** Asks the main process and keeps what it said; to be called once, at the root. */
export function useProfilesOf(native: NativeBridge | null): Profiles | null {
  const [current, setCurrent] = useState<WorkspaceChoice | null>(null);
  const [hubs, setHubs] = useState<readonly HubProfile[]>([]);

  const look = useCallback(() => {
    if (native === null) return;
    Promise.all([native.workspace(), native.hubs()]).then(
      ([choice, list]) => {
        setCurrent(choice);
        setHubs(list);
      },
      () => undefined,
    );
  }, [native]);
  useEffect(look, [look]);

  return useMemo(() => {
    if (native === null) return null;
    const afterwards = (done: Promise<void>): void => {
      void done.then(look, look);
    };
    return {
      current,
      hubs,
      choose: (choice) => {
        afterwards(native.chooseWorkspace(choice));
      },
      join: (address, name) => native.joinHub(address, name),
      rename: (id, name) => {
        afterwards(native.renameHub(id, name));
      },
      remove: (id) => {
        afterwards(native.removeHub(id));
      },
    };
  }, [native, current, hubs, look]);
}
