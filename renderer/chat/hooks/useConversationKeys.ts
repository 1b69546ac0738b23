import {
  BanknoteArrowDown,
  CheckCheck,
  Contact,
  CreditCard,
  PanelRight,
  Reply,
  RotateCcw,
  Undo2,
  UserCheck,
  UserPlus,
  type LucideIcon,
} from 'lucide-react';
import { useMemo } from 'react';
import { useCommands } from '#renderer/app/commands/commands.ts';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useLatest } from '#renderer/ui/useLatest.ts';

const NAMES = [
  'reply',
  'assignToMe',
  'assign',
  'unassign',
  'close',
  'reopen',
  'customer',
  'customerPage',
  'requestPayment',
  'refund',
] as const;
type DeedName = (typeof NAMES)[number];

/** What can be done with the open conversation; null is not possible now. */
export type ConversationDeeds = Readonly<Record<DeedName, (() => void) | null>>;

const KEYS: Readonly<Record<DeedName, string | null>> = {
  reply: 'r',
  assignToMe: 'i',
  assign: 'a',
  unassign: null,
  close: 'e',
  reopen: 'e',
  customer: 'c',
  customerPage: 'shift+c',
  requestPayment: 'p',
  refund: 'b',
};

const ICONS: Readonly<Record<DeedName, LucideIcon>> = {
  reply: Reply,
  assignToMe: UserCheck,
  assign: UserPlus,
  unassign: Undo2,
  close: CheckCheck,
  reopen: RotateCcw,
  customer: PanelRight,
  customerPage: Contact,
  requestPayment: CreditCard,
  refund: BanknoteArrowDown,
};

/** The keys and palette commands of the open conversation, as far as they are possible now. */
export function useConversationKeys(deeds: ConversationDeeds): void {
  const { shortcuts, commands } = useWords().chat;
  const latest = useLatest(deeds);
  const possible = NAMES.filter((name) => deeds[name] !== null).join(' ');

  useShortcuts(
    useMemo(() => {
      const { group } = shortcuts;
      const names = NAMES.filter((name) => possible.split(' ').includes(name));
      const keyed = names.flatMap((name) => {
        const keys = KEYS[name];
        const run = (): void => latest.current[name]?.();
        return keys === null ? [] : [{ id: `conversation.${name}`, keys, label: commands[name], group, run }];
      });
      // The composer itself takes these.
      const writing = [
        { id: 'conversation.send', keys: 'enter', label: shortcuts.send, group },
        { id: 'conversation.newLine', keys: 'shift+enter', label: shortcuts.newLine, group },
      ];
      return names.includes('reply') ? [...keyed, ...writing] : keyed;
    }, [shortcuts, commands, possible, latest]),
  );

  useCommands(
    useMemo(() => {
      const names = NAMES.filter((name) => possible.split(' ').includes(name));
      return names.map((name) => ({
        id: `conversation.${name}`,
        label: commands[name],
        group: commands.group,
        icon: ICONS[name],
        run: () => latest.current[name]?.(),
        ...(KEYS[name] === null ? {} : { shortcut: KEYS[name] }),
      }));
    }, [commands, possible, latest]),
  );
}
