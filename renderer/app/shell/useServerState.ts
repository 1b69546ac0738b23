import { useEffect, useState } from 'react';
import type { NativeBridge, ServerState } from '#shared/native.ts';

/**
 * The desktop's own server process, as the main process sees it; null in a browser. Kept in a state of ours, because the bridge makes a new
 * object each time it is asked, which a store must not do.
 */
export function useServerState(native: NativeBridge | null): ServerState | null {
  const [state, setState] = useState<ServerState | null>(() => native?.serverState() ?? null);
  useEffect(() => {
    if (native === null) return undefined;
    const ask = (): void => {
      setState(native.serverState());
    };
    // What changed between the first render and this effect was told to nobody.
    const asked = requestAnimationFrame(ask);
    const end = native.onServerState(setState);
    return () => {
      cancelAnimationFrame(asked);
      end();
    };
  }, [native]);
  return state;
}
