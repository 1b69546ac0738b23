import { useWords } from '#renderer/app/words/useWords.ts';
import { useCustomerName } from '#renderer/chat/hooks/useCustomerName.ts';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import type { OutputOf } from '#shared/contract.ts';

export const CUSTOMER_ROW_HEIGHT = 56;

interface CustomerRowProps {
  readonly customer: OutputOf<'customers.list'>['customers'][number];
  readonly selected: boolean;
  readonly active: boolean;
}

/** One customer in the list: who, when they were last seen, and what they have paid. */
export function CustomerRow({ customer, selected, active }: CustomerRowProps) {
  const { panel, page } = useWords().customers;
  const { locale } = useUiEnvironment();
  const nameOf = useCustomerName();
  const [first, ...others] = customer.paid ?? [];
  return (
    <div
      className={cx(
        'relative flex h-14 items-center gap-3 border-b border-line px-3',
        selected ? 'bg-accent-subtle' : active ? 'bg-hover' : 'hover:bg-hover',
        active && 'shadow-[inset_0_0_0_2px_var(--focus)]',
      )}
    >
      {selected && <span aria-hidden className="absolute inset-y-0 start-0 w-0.5 bg-accent" />}
      <Avatar name={customer.name} seed={customer.id} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">{nameOf(customer)}</span>
          <RelativeTime at={customer.lastSeenAt} className="shrink-0 text-meta text-ink-faint tabular-nums" />
        </div>
        <div className="flex items-baseline gap-2">
          <span
            className={cx('min-w-0 flex-1 truncate', customer.email === null ? 'text-ink-faint' : 'text-ink-muted')}
          >
            {customer.email ?? panel.noEmail}
          </span>
          {first !== undefined && (
            <span className="shrink-0 text-meta text-ink-muted">
              <Money amount={first.amount} currency={first.currency} />
              {others.length > 0 && ` ${page.list.more(new Intl.NumberFormat(locale).format(others.length))}`}
            </span>
          )}
        </div>
      </div>
    </div>
  );
}
