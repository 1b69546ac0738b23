import { AppWindow, Globe, UserRound } from 'lucide-react';
import { clientName } from '#renderer/accounts/settings/clientName.ts';
import { RoleBadges } from '#renderer/accounts/people/RoleBadges.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import type { PlainColumn } from '#renderer/monitoring/operations/parts/PlainTable.tsx';
import type { Line } from './ConnectionsTab.tsx';

/** Program and system; what names neither is shown as it calls itself. */
function nameOf(client: string): string {
  const { program, system } = clientName(client);
  const known = [program, system].filter((part) => part !== null);
  return known.length === 0 ? client : known.join(' · ');
}

/** What is shown of a line. */
export function useLineColumns(onEnd: (line: Line) => void): readonly PlainColumn<Line>[] {
  const words = useWords().monitoring.operations.connections;
  const { columns } = words;
  const { locale } = useUiEnvironment();
  const rate = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return [
    {
      id: 'who',
      label: columns.who,
      isHead: true,
      render: ({ kind, account, carrier, client }) => {
        const Icon = carrier === 'messagePort' ? AppWindow : kind === 'visitor' ? UserRound : Globe;
        return (
          <span className="flex min-w-48 items-center gap-2.5">
            <Icon aria-hidden className="size-4 shrink-0 text-ink-faint" strokeWidth={1.75} />
            <span className="min-w-0">
              <span className="block truncate font-medium">{account?.name ?? words.nobody[kind]}</span>
              <span className="block truncate text-meta text-ink-faint">
                {kind === 'visitor' ? words.widget : nameOf(client)}
              </span>
            </span>
          </span>
        );
      },
    },
    {
      id: 'role',
      label: columns.role,
      render: ({ account, kind }) =>
        account === null ? <Badge>{words.roles[kind]}</Badge> : <RoleBadges roles={account.roles} />,
    },
    {
      id: 'address',
      label: columns.address,
      render: ({ address }) => (
        <span className="whitespace-nowrap text-ink-muted select-text">
          {address === 'local' ? words.thisComputer : address}
        </span>
      ),
    },
    {
      id: 'since',
      label: columns.since,
      render: ({ since }) => <RelativeTime at={since} className="whitespace-nowrap text-ink-muted" />,
    },
    {
      id: 'rate',
      label: columns.rate,
      align: 'end',
      render: ({ callsPerMinute }) => (
        <span className="whitespace-nowrap">{words.perMinute(rate.format(callsPerMinute))}</span>
      ),
    },
    {
      id: 'last',
      label: columns.last,
      render: ({ lastCallAt }) =>
        lastCallAt === null ? (
          <span className="text-ink-faint">{words.silent}</span>
        ) : (
          <RelativeTime at={lastCallAt} className="whitespace-nowrap text-ink-muted" />
        ),
    },
    {
      id: 'end',
      label: columns.end,
      align: 'end',
      isQuiet: true,
      render: (line) =>
        line.canDisconnect ? (
          <Button size="small" onClick={() => onEnd(line)}>
            {words.disconnect}
          </Button>
        ) : null,
    },
  ];
}
