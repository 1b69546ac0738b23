import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { OutputOf } from '#shared/contract.ts';
import type { NativeBridge } from '#shared/native.ts';
import type { Client, LineState } from '#renderer/client/client.ts';

/** Who has signed in, and where. */
export type Session = OutputOf<'accounts.signIn'>;

/** What features may reach from anywhere below the shell. */
export interface AppServices {
  readonly client: Client;
  readonly session: Session;
  /** Ends the session and shows the sign-in screen. */
  readonly signOut: () => Promise<void>;
}

export const AppContext = createContext<AppServices | null>(null);

export const NativeContext = createContext<NativeBridge | null>(null);

function useServices(): AppServices {
  const services = useContext(AppContext);
  if (services === null) throw new Error('Only a screen behind the sign-in may ask for the client or the session.');
  return services;
}

export function useClient(): Client {
  return useServices().client;
}

export function useSession(): Session {
  return useServices().session;
}

export function useSignOut(): () => Promise<void> {
  return useServices().signOut;
}

/** The desktop window's own calls; null in a browser. */
export function useNative(): NativeBridge | null {
  return useContext(NativeContext);
}

/** The state of the line, rendered anew as it changes. */
export function useLine(): LineState {
  const client = useClient();
  const subscribe = useCallback((changed: () => void) => client.onLine(changed), [client]);
  return useSyncExternalStore(subscribe, () => client.line());
}

/** Keeps small choices of this device: sizes of panes, the theme. Never a secret, never what a customer wrote. */
export type DeviceStorage = Pick<Storage, 'getItem' | 'setItem'>;

export const StorageContext = createContext<DeviceStorage>({ getItem: () => null, setItem: () => undefined });

export function useDeviceStorage(): DeviceStorage {
  return useContext(StorageContext);
}
