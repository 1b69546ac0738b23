import { Archive, Inbox, Layers, UserRound, type LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useCommands } from '#renderer/app/commands/commands.ts';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { INBOX_VIEWS } from '#renderer/chat/model/order.ts';
import type { InboxView } from '#shared/chat/contract.ts';
import { useLatest } from '#renderer/ui/useLatest.ts';

export interface ListDeeds {
  move(step: 1 | -1): void;
  show(view: InboxView): void;
  /** One step back: out of the composer, then out of the conversation. */
  back(): void;
}

const ICONS: Readonly<Record<InboxView, LucideIcon>> = {
  mine: UserRound,
  unassigned: Inbox,
  all: Layers,
  closed: Archive,
};

/** The keys and palette commands of the list; they work wherever one is in the inbox. */
export function useListKeys(deeds: ListDeeds): void {
  const { shortcuts, commands, list } = useWords().chat;
  const latest = useLatest(deeds);
  const { group } = shortcuts;

  useShortcuts(
    useMemo(
      () => [
        { id: 'inbox.next', keys: 'j', label: shortcuts.next, group, run: () => latest.current.move(1) },
        { id: 'inbox.previous', keys: 'k', label: shortcuts.previous, group, run: () => latest.current.move(-1) },
        // The list itself takes Enter.
        { id: 'inbox.open', keys: 'enter', label: shortcuts.open, group },
        ...INBOX_VIEWS.map((view, index) => ({
          id: `inbox.view.${view}`,
          keys: String(index + 1),
          label: shortcuts.view(list.views[view]),
          group,
          run: () => latest.current.show(view),
        })),
        {
          id: 'inbox.back',
          keys: 'escape',
          label: shortcuts.back,
          group,
          whileTyping: true,
          run: () => latest.current.back(),
        },
      ],
      [shortcuts, group, list, latest],
    ),
  );

  useCommands(
    useMemo(
      () =>
        INBOX_VIEWS.map((view, index) => ({
          id: `inbox.view.${view}`,
          label: commands.view(list.views[view]),
          group: commands.viewsGroup,
          icon: ICONS[view],
          shortcut: String(index + 1),
          run: () => latest.current.show(view),
        })),
      [commands, list, latest],
    ),
  );
}
