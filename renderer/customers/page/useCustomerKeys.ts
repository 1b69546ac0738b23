import { ListFilter, PanelRight, Pencil } from 'lucide-react';
import { useMemo } from 'react';
import { useSession } from '#renderer/app/context.ts';
import { useCommands } from '#renderer/app/commands/commands.ts';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useLatest } from '#renderer/ui/useLatest.ts';
import type { Only } from '#renderer/customers/hooks/useMoments.ts';
import { useMaySeeMoney } from '#renderer/customers/hooks/useMoney.ts';
import { isGranted } from '#shared/wire/access.ts';
import { ONLY } from './only.ts';

interface CustomerDeeds {
  readonly only: Only;
  readonly setOnly: (only: Only) => void;
  readonly edit: () => void;
  readonly details: () => void;
}

/** The keys and palette commands of the open customer. */
export function useCustomerKeys(deeds: CustomerDeeds): void {
  const words = useWords().customers.page;
  const latest = useLatest(deeds);
  const { account } = useSession();
  const mayManage = isGranted(account.roles, 'customers.manage');
  const hasMoney = useMaySeeMoney();
  const deedsNow = useMemo(() => {
    const { group, edit, filter, details } = words.shortcuts;
    const next = (): void => {
      const { only, setOnly } = latest.current;
      setOnly(ONLY[(ONLY.indexOf(only) + 1) % ONLY.length] ?? 'all');
    };
    return [
      ...(mayManage
        ? [{ id: 'customer.edit', keys: 'e', label: edit, group, icon: Pencil, run: () => latest.current.edit() }]
        : []),
      ...(hasMoney ? [{ id: 'customer.filter', keys: 'm', label: filter, group, icon: ListFilter, run: next }] : []),
      {
        id: 'customer.details',
        keys: 'd',
        label: details,
        group,
        icon: PanelRight,
        run: () => latest.current.details(),
      },
    ];
  }, [words, latest, mayManage, hasMoney]);
  useShortcuts(deedsNow);
  useCommands(useMemo(() => deedsNow.map(({ keys, ...deed }) => ({ ...deed, shortcut: keys })), [deedsNow]));
}
