import { useMemo } from 'react';
import { useCommands } from '#renderer/app/commands/commands.ts';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { AVAILABILITY_CHOICES } from './availabilityChoices.ts';
import { useAvailability } from './usePresence.ts';

/** One's own status in the palette and on keys. */
export function useAvailabilityCommands(): void {
  const { accounts, app } = useWords();
  const { choose } = useAvailability();
  const offers = useMemo(
    () =>
      AVAILABILITY_CHOICES.map(({ id, icon, keys }) => ({
        id: `availability.${id}`,
        label: accounts.presence.choose(accounts.presence.names[id]),
        icon,
        keys,
        run: () => choose(id),
      })),
    [accounts, choose],
  );
  useCommands(
    useMemo(() => {
      const group = app.palette.groups.account;
      return offers.map(({ keys, ...offer }) => ({ ...offer, group, shortcut: keys, keywords: ['status'] }));
    }, [offers, app]),
  );
  useShortcuts(
    useMemo(
      () => offers.map(({ id, keys, label, run }) => ({ id, keys, label, group: accounts.presence.group, run })),
      [offers, accounts],
    ),
  );
}
