import { useWords } from '#renderer/app/words/useWords.ts';
import { KIND_ICONS } from '#renderer/notifications/centre/kindIcon.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { DeliveryRow } from './DeliveryRow.tsx';

interface LedgerItemProps {
  readonly item: OutputOf<'notifications.ledger'>['items'][number];
}

/** One notification: why, to whom, and what became of it on every way. */
export function LedgerItem({ item }: LedgerItemProps) {
  const { ledger: words, centre } = useWords().notifications;
  const { kinds } = words;
  const { kind, account, urgency, toldAt, closedAt, closedBy, deliveries } = item;
  const Icon = KIND_ICONS[kind];
  return (
    <div className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Icon aria-hidden className="size-4 shrink-0 text-ink-muted" strokeWidth={1.75} />
        <span className="font-medium">{kinds[kind]}</span>
        <span className="text-ink-muted">{words.to(account.name)}</span>
        {urgency === 'urgent' && closedAt === null && <Badge tone="danger">{centre.urgent}</Badge>}
        {closedBy !== null && <Badge>{closedBy === 'handled' ? centre.handled : centre.dismissed}</Badge>}
        <RelativeTime at={toldAt} className="ms-auto text-meta text-ink-faint" />
      </div>
      {deliveries.length === 0 ? (
        <p className="mt-1 ps-6 text-meta text-ink-muted">{words.noWay}</p>
      ) : (
        <ul aria-label={words.steps(kinds[kind], account.name)} className="mt-1 ps-6">
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
    </div>
  );
}
