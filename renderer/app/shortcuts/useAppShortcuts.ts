import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Room } from '#renderer/app/rooms.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useShortcuts, type Shortcut } from './shortcuts.ts';

interface AppShortcutsOptions {
  readonly rooms: readonly Room[];
  readonly showPalette: () => void;
  readonly showShortcuts: () => void;
  readonly showNotifications: () => void;
}

/** Keys that work on every screen. */
export function useAppShortcuts({ rooms, showPalette, showShortcuts, showNotifications }: AppShortcutsOptions): void {
  const { app, notifications } = useWords();
  const [, navigate] = useLocation();
  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [
      ...rooms.map((room) => ({
        id: `go.${room.id}`,
        keys: room.keys,
        label: app.shortcuts.goTo(app.rooms[room.id]),
        group: app.shortcuts.groups.navigation,
        run: () => navigate(room.path),
      })),
      {
        id: 'notifications',
        keys: 'g n',
        label: notifications.centre.shortcut,
        group: app.shortcuts.groups.navigation,
        run: showNotifications,
      },
      {
        id: 'palette',
        keys: 'mod+k',
        label: app.shortcuts.palette,
        group: app.shortcuts.groups.everywhere,
        run: showPalette,
      },
      { id: 'help', keys: '?', label: app.shortcuts.help, group: app.shortcuts.groups.everywhere, run: showShortcuts },
      { id: 'back', keys: 'escape', label: app.shortcuts.back, group: app.shortcuts.groups.everywhere },
    ],
    [app, notifications, rooms, navigate, showPalette, showShortcuts, showNotifications],
  );
  useShortcuts(shortcuts);
}
