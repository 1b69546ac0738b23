import { useNative } from '#renderer/app/context.ts';
import { useServerState } from './useServerState.ts';

/** Where customers and colleagues reach this server, as `https://HOST:PORT`; null while it does not run. */
export function useServerAddress(): string | null {
  const server = useServerState(useNative());
  if (server === null) return window.location.origin;
  return server.state === 'running' ? server.address : null;
}
