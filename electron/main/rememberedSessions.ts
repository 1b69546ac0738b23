import { rmSync } from 'node:fs';
import { isWorkspaceChoice, type RememberOffer, type WorkspaceChoice } from '#shared/native.ts';
import { memberOf, readJsonFile, writeJsonFile } from './jsonFile.ts';
import type { Keychain } from './keychain.ts';
import { createSessionTokens, type SessionTokens } from './sessionTokens.ts';

export interface RememberedSessions extends SessionTokens {
  offer(): Promise<RememberOffer>;
  /** Whether the next sign-in at the window is to outlast the app. */
  wish(remember: boolean): void;
  /** Resolves when what is to be kept or removed is. */
  settled(): Promise<void>;
}

export interface RememberedSessionsOptions {
  /** In the person's own directory. */
  readonly file: string;
  readonly keychain: Keychain;
  readonly onError: (error: unknown) => void;
}

/**
 * Sessions that outlast the app where the person wished it: their tokens, encrypted by the system's keychain, in a file of the person's own. What
 * cannot be read is removed: the person signs in again. A sign-in replaces what was kept, signing out and revoking remove it.
 */
export async function openRememberedSessions(options: RememberedSessionsOptions): Promise<RememberedSessions> {
  const { file, keychain, onError } = options;
  const tokens = createSessionTokens();
  const kept = new Map<WorkspaceChoice, string>();
  let isWished = false;
  let work: Promise<unknown> = Promise.resolve();

  function write(): void {
    if (kept.size === 0) rmSync(file, { force: true });
    else writeJsonFile(file, Object.fromEntries(kept));
  }

  function remove(workspace: WorkspaceChoice): void {
    if (kept.delete(workspace)) write();
  }

  async function keep(workspace: WorkspaceChoice, token: string): Promise<void> {
    if (!(await keychain.offer()).offered) return;
    const encrypted = await keychain.encrypt(token);
    // Signed out, or somebody else signed in, while the keychain was busy.
    if (tokens.get(workspace) !== token) return;
    kept.set(workspace, encrypted.toString('base64'));
    write();
  }

  async function recall(): Promise<void> {
    const stored = readJsonFile(file);
    const isUsable = (await keychain.offer()).offered;
    const names = typeof stored === 'object' && stored !== null ? Object.keys(stored) : [];
    for (const workspace of names.filter(isWorkspaceChoice)) {
      const text = memberOf(stored, workspace);
      if (typeof text !== 'string' || !isUsable) continue;
      try {
        tokens.set(workspace, await keychain.decrypt(Buffer.from(text, 'base64')));
        kept.set(workspace, text);
      } catch (error) {
        onError(error);
      }
    }
    // A keychain that is closed today may be open tomorrow: then the file stays as it is.
    if (stored !== null && isUsable) write();
  }

  await recall().catch(onError);
  return {
    get: tokens.get,
    set(workspace, token) {
      if (tokens.get(workspace) === token) return;
      tokens.set(workspace, token);
      remove(workspace);
      if (token !== null && isWished) {
        work = Promise.all([work, keep(workspace, token).catch(onError)]);
      }
      isWished = false;
    },
    offer: keychain.offer,
    wish(remember) {
      isWished = remember;
    },
    settled: async () => {
      await work;
    },
  };
}
