import { Keyboard, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
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
}

/** The palette's commands that belong to no feature. */
export function useAppCommands({ rooms, showShortcuts }: AppCommandsOptions): void {
  const { app } = useWords();
  const [, navigate] = useLocation();
  const { choose } = useTheme();
  const signOut = useSignOutAction();
  const commands = useMemo<readonly Command[]>(() => {
    const { palette, rooms: names, theme } = app;
    return [
      ...rooms.map((room) => ({
        id: `go.${room.id}`,
        label: palette.goTo(names[room.id]),
        group: palette.groups.go,
        icon: room.icon,
        shortcut: room.keys,
        run: () => navigate(room.path),
      })),
      ...THEMES.map(({ choice, icon }) => ({
        id: `theme.${choice}`,
        label: palette.theme(theme[choice]),
        group: palette.groups.appearance,
        icon,
        run: () => choose(choice),
      })),
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
  }, [app, rooms, navigate, choose, signOut, showShortcuts]);
  useCommands(commands);
}
