import { useCallback, useSyncExternalStore } from 'react';
import type { NativeBridge, ServerState } from '#shared/native.ts';

/** The desktop's own server process, as the main process sees it; null in a browser. */
export function useServerState(native: NativeBridge | null): ServerState | null {
  const subscribe = useCallback((changed: () => void) => native?.onServerState(changed) ?? (() => undefined), [native]);
  return useSyncExternalStore(subscribe, () => native?.serverState() ?? null);
}
