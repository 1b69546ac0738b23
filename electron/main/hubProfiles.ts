import { randomUUID } from 'node:crypto';
import { readHubAddress, type HubAddressProblem } from '#shared/hubAddress.ts';
import { isHubId, type HubId, type HubProfile } from '#shared/native.ts';
import { memberOf, readJsonFile, writeJsonFile } from './jsonFile.ts';

export type Joining =
  { readonly hub: HubProfile; readonly problem: null } | { readonly hub: null; readonly problem: HubAddressProblem };

export interface HubProfiles {
  list(): readonly HubProfile[];
  find(id: HubId): HubProfile | undefined;
  /** Adds a hub; one of the same address is the same hub. An empty name is the address's host. */
  add(address: string, name: string): Joining;
  rename(id: HubId, name: string): void;
  remove(id: HubId): void;
}

/** The hubs that this person has joined, kept in `file`; what cannot be read in it is left out. */
export function openHubProfiles(file: string): HubProfiles {
  let hubs = parse(readJsonFile(file));

  function save(next: readonly HubProfile[]): void {
    hubs = next;
    writeJsonFile(file, { hubs });
  }

  return {
    list: () => hubs,
    find: (id) => hubs.find((hub) => hub.id === id),
    add(typed, name) {
      const { address, problem } = readHubAddress(typed);
      if (address === null) return { hub: null, problem };
      const known = hubs.find((hub) => hub.address === address);
      if (known !== undefined) return { hub: known, problem: null };
      const hub = { id: `hub-${randomUUID()}` as const, name: name.trim() || new URL(address).host, address };
      save([...hubs, hub]);
      return { hub, problem: null };
    },
    rename(id, name) {
      if (name.trim() === '') return;
      save(hubs.map((hub) => (hub.id === id ? { ...hub, name: name.trim() } : hub)));
    },
    remove(id) {
      save(hubs.filter((hub) => hub.id !== id));
    },
  };
}

function parse(value: unknown): readonly HubProfile[] {
  const list = memberOf(value, 'hubs');
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    const id = memberOf(entry, 'id');
    const name = memberOf(entry, 'name');
    const given = memberOf(entry, 'address');
    const address = typeof given === 'string' ? readHubAddress(given).address : null;
    return isHubId(id) && typeof name === 'string' && address !== null ? [{ id, name, address }] : [];
  });
}
