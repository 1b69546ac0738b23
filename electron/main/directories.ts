import { createHash } from 'node:crypto';
import path from 'node:path';
import { isHubId, type WorkspaceChoice } from '#shared/native.ts';

export interface Directories {
  /** Chromium's profile, the window's state and the lock: one for each data directory, so that two workspaces can be open at once. */
  readonly profile: string;
  readonly data: Readonly<Record<'own' | 'demo', string>>;
}

/**
 * Decides where things live. Without a data directory of its own, a start uses the profile that Electron gives (`userData`);
 * with one, a profile below it named after that directory. A demo workspace never shares a directory with a real one.
 */
export function directoriesFor(userData: string, dataDirectory: string | null): Directories {
  if (dataDirectory === null) {
    const workspaces = path.join(userData, 'workspaces');
    return { profile: userData, data: { own: path.join(workspaces, 'own'), demo: path.join(workspaces, 'demo') } };
  }
  const key = createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16);
  return {
    profile: path.join(userData, 'instances', key),
    data: { own: dataDirectory, demo: `${dataDirectory}-demo` },
  };
}

/** Where a workspace's data lives, or what is kept of a hub's. */
export function dataDirectoryOf({ profile, data }: Directories, choice: WorkspaceChoice): string {
  return isHubId(choice) ? path.join(profile, 'hubs', choice) : data[choice];
}
