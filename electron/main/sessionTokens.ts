import type { WorkspaceChoice } from '#shared/native.ts';

export interface SessionTokens {
  get(workspace: WorkspaceChoice): string | null;
  set(workspace: WorkspaceChoice, token: string | null): void;
}

/**
 * The session of the person at the window, one for each workspace. In this process's memory: the page cannot read it, and it ends
 * with the app, unless the person wished it kept (rememberedSessions.ts). It is what keeps a person signed in when the server is restarted.
 */
export function createSessionTokens(): SessionTokens {
  const tokens = new Map<WorkspaceChoice, string>();
  return {
    get: (workspace) => tokens.get(workspace) ?? null,
    set(workspace, token) {
      if (token === null) tokens.delete(workspace);
      else tokens.set(workspace, token);
    },
  };
}
