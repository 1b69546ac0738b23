import { useMemo } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import type { Column } from '#renderer/ui/table/columns.ts';
import type { Payment } from '#shared/billing/payments/contract.ts';
import { PaymentMethod } from './PaymentMethod.tsx';
import { StateBadges } from './StateBadges.tsx';

/** States in which no money has come, nor is about to. */
const IN_VAIN: ReadonlySet<Payment['state']> = new Set(['failed', 'canceled', 'incomplete']);

/** The columns of the list. */
export function usePaymentColumns(): readonly Column<Payment>[] {
  const words = useWords().billing.payments;
  return useMemo<readonly Column<Payment>[]>(() => {
    const { columns } = words;
    return [
      {
        id: 'amount',
        label: columns.amount,
        width: 116,
        align: 'end',
        isSortable: true,
        render: ({ amount, currency, state }) => (
          <Money
            amount={amount}
            currency={currency}
            className={cx('font-medium', IN_VAIN.has(state) && 'text-ink-muted')}
          />
        ),
      },
      {
        id: 'state',
        label: columns.state,
        width: 238,
        render: (payment) => <StateBadges payment={payment} className="max-w-full overflow-hidden align-middle" />,
      },
      {
        id: 'method',
        label: columns.method,
        width: 180,
        yields: 2,
        render: ({ method }) => <PaymentMethod method={method} />,
      },
      {
        id: 'customer',
        label: columns.customer,
        width: 176,
        grows: true,
        render: ({ name, email }) => <Payer name={name} email={email} />,
      },
      {
        id: 'description',
        label: columns.description,
        width: 152,
        yields: 3,
        grows: true,
        render: ({ description }) => (
          <span title={description ?? undefined} className="text-ink-muted">
            {description}
          </span>
        ),
      },
      {
        id: 'createdAt',
        label: columns.createdAt,
        width: 92,
        isSortable: true,
        yields: 1,
        render: ({ createdAt }) => <RelativeTime at={createdAt} className="text-ink-muted tabular-nums" />,
      },
    ];
  }, [words]);
}

/** Who paid, in a row. */
export function Payer({ name, email }: Pick<Payment, 'name' | 'email'>) {
  const words = useWords().billing.payments;
  if (name === null && email === null) return <span className="text-ink-faint">{words.noCustomer}</span>;
  return (
    <span title={[name, email].filter((one) => one !== null).join(' · ')}>
      {name ?? email}
      {name !== null && email !== null && <span className="text-ink-faint"> {email}</span>}
    </span>
  );
}
