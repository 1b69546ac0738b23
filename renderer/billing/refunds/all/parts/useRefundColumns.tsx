import { useMemo } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { reasonText } from '#renderer/billing/payments/model/labels.ts';
import { Payer } from '#renderer/billing/payments/parts/usePaymentColumns.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Money } from '#renderer/ui/Money.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import type { Column } from '#renderer/ui/table/columns.ts';
import type { ListedRefund } from '#shared/billing/refunds/all/contract.ts';
import { RefundBadges } from './RefundBadges.tsx';

/** The columns of the list. */
export function useRefundColumns(): readonly Column<ListedRefund>[] {
  const { payments, refunds } = useWords().billing;
  return useMemo<readonly Column<ListedRefund>[]>(() => {
    const { columns, handsShort } = refunds.all;
    return [
      {
        id: 'amount',
        label: columns.amount,
        width: 116,
        align: 'end',
        isSortable: true,
        render: ({ amount, currency, isGiven }) => (
          <Money amount={amount} currency={currency} className={cx('font-medium', !isGiven && 'text-ink-muted')} />
        ),
      },
      {
        id: 'state',
        label: columns.state,
        width: 238,
        render: (refund) => <RefundBadges refund={refund} className="max-w-full overflow-hidden align-middle" />,
      },
      {
        id: 'reason',
        label: columns.reason,
        width: 184,
        yields: 3,
        render: ({ reason, failureCode }) => {
          const why = failureCode ?? reason;
          const text = why === null ? '' : reasonText(why, payments);
          return (
            <span title={text} className={failureCode === null ? 'text-ink-muted' : 'text-danger-text'}>
              {text}
            </span>
          );
        },
      },
      {
        id: 'customer',
        label: columns.customer,
        width: 168,
        grows: true,
        render: ({ payer }) => <Payer {...payer} />,
      },
      {
        id: 'product',
        label: columns.product,
        width: 140,
        yields: 4,
        grows: true,
        render: ({ product }) => (
          <span title={product ?? undefined} className="text-ink-muted">
            {product}
          </span>
        ),
      },
      {
        id: 'people',
        label: columns.people,
        width: 192,
        yields: 2,
        render: (refund) => {
          const text = handsShort(refund.requested?.name ?? refund.drafted?.name ?? null, refund.decided?.name ?? null);
          return (
            <span title={text} className="text-ink-muted">
              {text}
            </span>
          );
        },
      },
      {
        id: 'at',
        label: columns.at,
        width: 92,
        isSortable: true,
        yields: 1,
        render: ({ at }) => <RelativeTime at={at} className="text-ink-muted tabular-nums" />,
      },
    ];
  }, [payments, refunds]);
}
