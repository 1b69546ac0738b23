import { Bell, Keyboard, LogOut, Monitor, Moon, Network, Sun } from 'lucide-react';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { useProfiles } from '#renderer/app/profiles/profiles.ts';
import { useCommands, type Command } from '#renderer/app/commands/commands.ts';
import type { Room } from '#renderer/app/rooms.ts';
import { useSignOutAction } from '#renderer/app/shell/useSignOutAction.ts';
import { useTheme } from '#renderer/app/theme/useTheme.ts';
import { useWords } from '#renderer/app/words/useWords.ts';

const THEMES = [
  { choice: 'light', icon: Sun },
  { choice: 'dark', icon: Moon },
  { choice: 'system', icon: Monitor },
] as const;

interface AppCommandsOptions {
  readonly rooms: readonly Room[];
  readonly showShortcuts: () => void;
  readonly showProfiles: () => void;
  readonly showNotifications: () => void;
}

/** The palette's commands that belong to no feature. */
export function useAppCommands({ rooms, showShortcuts, showProfiles, showNotifications }: AppCommandsOptions): void {
  const { app, notifications } = useWords();
  const [, navigate] = useLocation();
  const { choose } = useTheme();
  const signOut = useSignOutAction();
  const profiles = useProfiles();
  const commands = useMemo<readonly Command[]>(() => {
    const { palette, rooms: names, theme } = app;
    const group = palette.groups.workspaces;
    const places =
      profiles === null
        ? []
        : [
            { id: 'own' as const, name: app.profiles.own },
            { id: 'demo' as const, name: app.profiles.demo },
            ...profiles.hubs,
          ].map(({ id, name }) => ({
            id: `workspace.${id}`,
            label: palette.workspace(name),
            group,
            icon: Network,
            run: () => profiles.choose(id),
          }));
    const joining = { id: 'workspace.join', label: palette.joinHub, group, icon: Network, run: showProfiles };
    return [
      ...rooms.map((room) => ({
        id: `go.${room.id}`,
        label: palette.goTo(names[room.id]),
        group: palette.groups.go,
        icon: room.icon,
        shortcut: room.keys,
        run: () => navigate(room.path),
      })),
      {
        id: 'go.notifications',
        label: palette.goTo(notifications.centre.title),
        group: palette.groups.go,
        icon: Bell,
        shortcut: 'g n',
        run: showNotifications,
      },
      ...THEMES.map(({ choice, icon }) => ({
        id: `theme.${choice}`,
        label: palette.theme(theme[choice]),
        group: palette.groups.appearance,
        icon,
        run: () => choose(choice),
      })),
      ...(profiles === null ? [] : [...places, joining]),
      {
        id: 'help.shortcuts',
        label: palette.shortcuts,
        group: palette.groups.help,
        icon: Keyboard,
        shortcut: '?',
        run: showShortcuts,
      },
      { id: 'account.signOut', label: palette.signOut, group: palette.groups.account, icon: LogOut, run: signOut },
    ];
  }, [app, rooms, navigate, choose, signOut, showShortcuts, profiles, showProfiles, notifications, showNotifications]);
  useCommands(commands);
}
