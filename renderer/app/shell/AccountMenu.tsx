import { FlaskConical, Keyboard, LogOut, Monitor, Moon, Network, Settings, Settings2, Sun } from 'lucide-react';
import { useLocation } from 'wouter';
import { AVAILABILITY_CHOICES } from '#renderer/accounts/presence/availabilityChoices.ts';
import { PresenceDot } from '#renderer/accounts/presence/PresenceDot.tsx';
import { useAvailability, usePresenceOf } from '#renderer/accounts/presence/usePresence.ts';
import { useLine, useSession } from '#renderer/app/context.ts';
import { useProfiles } from '#renderer/app/profiles/profiles.ts';
import { useTheme } from '#renderer/app/theme/useTheme.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Menu, type MenuGroup } from '#renderer/ui/Menu.tsx';
import { useSignOutAction } from './useSignOutAction.ts';

/** Who is signed in, and what concerns only them: theme, shortcuts, signing out. */
export function AccountMenu({
  expanded,
  onShortcuts,
  onProfiles,
}: {
  readonly expanded: boolean;
  readonly onShortcuts: () => void;
  readonly onProfiles: () => void;
}) {
  const { app: words, accounts } = useWords();
  const { account } = useSession();
  const { choice, choose } = useTheme();
  const [, navigate] = useLocation();
  const signOut = useSignOutAction();
  const { own, choose: chooseStatus } = useAvailability();
  const presence = usePresenceOf()(account.id);
  const line = useLine();
  // Without a line nobody sees me there, whatever I chose.
  const isDown = line.state === 'waiting' || line.state === 'refused';
  const shown = isDown ? 'offline' : own === 'online' && presence === 'away' ? 'away' : own;
  const profiles = useProfiles();
  const places: readonly MenuGroup[] =
    profiles === null
      ? []
      : [
          {
            id: 'workspaces',
            label: words.profiles.label,
            items: [
              ...[
                { id: 'own' as const, name: words.profiles.own, icon: Monitor },
                { id: 'demo' as const, name: words.profiles.demo, icon: FlaskConical },
                ...profiles.hubs.map(({ id, name }) => ({ id, name, icon: Network })),
              ].map(({ id, name, icon }) => ({
                id,
                label: name,
                icon,
                checked: id === profiles.current,
                onSelect: () => profiles.choose(id),
              })),
              { id: 'hubs', label: words.profiles.manage, icon: Settings2, onSelect: onProfiles },
            ],
          },
        ];
  return (
    <Menu
      side="right"
      align="end"
      trigger={
        <button
          type="button"
          className={cx(
            'flex h-10 items-center gap-2 rounded-medium transition-colors hover:bg-hover active:bg-pressed aria-expanded:bg-pressed',
            expanded ? 'px-1.5' : 'justify-center',
          )}
        >
          <span className="relative flex">
            <Avatar name={account.name} seed={account.id} />
            {shown !== null && (
              <PresenceDot presence={shown} className="absolute -end-0.5 -bottom-0.5 size-2.5! ring-2 ring-canvas" />
            )}
          </span>
          <span className="sr-only">{words.navigation.account}</span>
          {shown !== null && <span className="sr-only">{accounts.presence.own(accounts.presence.names[shown])}</span>}
          <span className={expanded ? 'truncate font-medium' : 'sr-only'}>{account.name}</span>
        </button>
      }
      groups={[
        {
          id: 'availability',
          label: accounts.presence.label,
          items: AVAILABILITY_CHOICES.map(({ id, icon, keys }) => ({
            id,
            label: accounts.presence.names[id],
            icon,
            shortcut: keys,
            checked: own === id,
            onSelect: () => chooseStatus(id),
          })),
        },
        {
          id: 'theme',
          label: words.theme.label,
          items: [
            { id: 'system', label: words.theme.system, icon: Monitor },
            { id: 'light', label: words.theme.light, icon: Sun },
            { id: 'dark', label: words.theme.dark, icon: Moon },
          ].map((item) => ({
            ...item,
            checked: choice === item.id,
            onSelect: () => choose(item.id as typeof choice),
          })),
        },
        {
          id: 'help',
          items: [
            {
              id: 'settings',
              label: words.rooms.settings,
              icon: Settings,
              shortcut: 'g s',
              onSelect: () => navigate('/settings'),
            },
            { id: 'shortcuts', label: words.shortcuts.title, icon: Keyboard, shortcut: '?', onSelect: onShortcuts },
          ],
        },
        ...places,
        {
          id: 'session',
          label: account.email,
          items: [{ id: 'signOut', label: words.palette.signOut, icon: LogOut, onSelect: signOut }],
        },
      ]}
    />
  );
}
