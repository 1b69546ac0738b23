import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataDirectoryOf, directoriesFor } from '#electron/main/directories.ts';
import { openHubProfiles } from '#electron/main/hubProfiles.ts';
import { isWorkspaceChoice } from '#shared/native.ts';

let folder = '';
const file = () => path.join(folder, 'profiles.json');

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'optimaliq-profiles-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the hubs that were joined', () => {
  it('survive a restart, each with a directory of its own', () => {
    const hubs = openHubProfiles(file());
    hubs.add('support.example.com', ' Support ');
    hubs.add('https://other.example.com:4830', '');
    const found = openHubProfiles(file()).list();
    expect(found.map(({ name, address }) => [name, address])).toEqual([
      ['Support', 'https://support.example.com'],
      ['other.example.com:4830', 'https://other.example.com:4830'],
    ]);
    const directories = directoriesFor(folder, null);
    const folders = found.map(({ id }) => dataDirectoryOf(directories, id));
    expect(new Set(folders).size).toBe(2);
    expect(folders[0]).toBe(path.join(folder, 'hubs', found[0]?.id ?? ''));
    expect(dataDirectoryOf(directories, 'demo')).toBe(directories.data.demo);
  });

  it('are renamed and forgotten; the same address is the same hub', () => {
    const hubs = openHubProfiles(file());
    const { hub } = hubs.add('support.example.com', 'Support');
    expect(hubs.add('HTTPS://support.example.com/console/', 'Again').hub).toEqual(hub);
    if (hub === null) throw new Error('the hub was refused');
    hubs.rename(hub.id, ' Team ');
    hubs.rename(hub.id, '  ');
    expect(openHubProfiles(file()).find(hub.id)?.name).toBe('Team');
    hubs.remove(hub.id);
    expect(openHubProfiles(file()).list()).toEqual([]);
  });

  it('are at addresses only that a password may travel to', () => {
    expect(openHubProfiles(file()).add('http://support.example.com', '')).toEqual({ hub: null, problem: 'plainHttp' });
  });

  it.each(['', '{"hubs":7}', '{"hubs":[{"id":"../x","name":"X","address":"https://x.example"}, null]}'])(
    'are none when the file holds %j',
    (content) => {
      writeFileSync(file(), content);
      expect(openHubProfiles(file()).list()).toEqual([]);
    },
  );

  it('are chosen by ids that are safe as the name of a folder', () => {
    expect(['own', 'demo', 'hub-01234567-89ab-cdef-0123-456789abcdef'].map(isWorkspaceChoice)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['', 'hub-', 'hub-../../x', 'Own', 7, null].map(isWorkspaceChoice)).not.toContain(true);
  });
});
