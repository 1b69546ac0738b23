import { ArrowLeft, PanelRight, Pencil } from 'lucide-react';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useCustomerName } from '#renderer/chat/hooks/useCustomerName.ts';
import type { Only } from '#renderer/customers/hooks/useMoments.ts';
import { useMaySeeMoney, useMoney } from '#renderer/customers/hooks/useMoney.ts';
import { MoneySums } from '#renderer/customers/payers/MoneySums.tsx';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { ONLY } from './only.ts';

interface CustomerHeadProps {
  readonly customer: OutputOf<'customers.get'>;
  readonly only: Only;
  readonly onOnly: (only: Only) => void;
  readonly onEdit: () => void;
  /** Null where the list stands beside it. */
  readonly onBack: (() => void) | null;
  readonly detailsShown: boolean;
  readonly onToggleDetails: () => void;
}

/** Who the customer is and what they have paid, over their timeline. */
export function CustomerHead(props: CustomerHeadProps) {
  const { customer, only, onOnly, onEdit, onBack, detailsShown, onToggleDetails } = props;
  const { page: words, panel, timeline } = useWords().customers;
  const nameOf = useCustomerName();
  const { account } = useSession();
  const hasMoney = useMaySeeMoney();
  return (
    <header className="shrink-0 border-b border-line">
      <div className="flex h-14 items-center gap-3 ps-5 pe-3">
        {onBack !== null && <IconButton label={words.back} icon={ArrowLeft} className="-ms-2" onClick={onBack} />}
        <Avatar name={customer.name} seed={customer.id} />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-title font-semibold">{nameOf(customer)}</h2>
          <p className="truncate text-meta text-ink-muted">
            {customer.email ?? (customer.name === null ? panel.anonymous : panel.noEmail)} · {words.lastSeen}{' '}
            <RelativeTime at={customer.lastSeenAt} />
          </p>
        </div>
        {isGranted(account.roles, 'customers.manage') && (
          <Button icon={Pencil} onClick={onEdit}>
            {words.edit}
          </Button>
        )}
        <IconButton
          label={detailsShown ? words.hideDetails : words.details}
          icon={PanelRight}
          pressed={detailsShown}
          onClick={onToggleDetails}
        />
      </div>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3 px-5 pb-3">
        {hasMoney && <Sums customerId={customer.id} />}
        {hasMoney && (
          <Segmented
            className="ms-auto"
            label={timeline.filter}
            value={only}
            segments={ONLY.map((value) => ({ value, label: timeline.filters[value] }))}
            onValueChange={onOnly}
          />
        )}
      </div>
    </header>
  );
}

function Sums({ customerId }: { readonly customerId: string }) {
  const money = useMoney(customerId);
  if (money.data !== undefined) return <MoneySums money={money.data} isWide />;
  return money.isError ? null : <Skeleton className="h-8 w-40" />;
}
