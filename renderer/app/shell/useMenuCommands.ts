import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useNative } from '#renderer/app/context.ts';
import type { Room } from '#renderer/app/rooms.ts';

interface MenuCommandsOptions {
  readonly rooms: readonly Room[];
  readonly showShortcuts: () => void;
  readonly showProfiles: () => void;
}

/** Carries out what was chosen in the desktop window's menu. */
export function useMenuCommands({ rooms, showShortcuts, showProfiles }: MenuCommandsOptions): void {
  const native = useNative();
  const [, navigate] = useLocation();
  useEffect(
    () =>
      native?.onMenuCommand((command) => {
        if (command === 'help.shortcuts') showShortcuts();
        else if (command === 'hub.join') showProfiles();
        else {
          const room = rooms.find(({ id }) => command === `go.${id}`);
          if (room !== undefined) navigate(room.path);
        }
      }),
    [native, rooms, navigate, showShortcuts, showProfiles],
  );
}
