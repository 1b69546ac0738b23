import type { Ref } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { useFreshness } from '#renderer/billing/payments/hooks/useFreshness.ts';
import type { Payments } from '#renderer/billing/payments/hooks/usePayments.ts';
import { isFiltered, isPossible, type Filters } from '#renderer/billing/payments/model/filters.ts';
import type { PaymentSort } from '#renderer/billing/payments/model/place.ts';
import { ShowFresh } from './listParts.tsx';
import { MirroredTable } from './MirroredTable.tsx';
import { NothingYet } from './NothingYet.tsx';
import { usePaymentColumns } from './usePaymentColumns.tsx';

interface PaymentTableProps {
  readonly payments: Payments;
  readonly freshness: ReturnType<typeof useFreshness>;
  readonly filters: Filters;
  readonly sort: PaymentSort;
  readonly selectedId: string | null;
  readonly onSort: (sort: PaymentSort) => void;
  readonly onOpen: (paymentId: string) => void;
  readonly onClear: () => void;
  /** Shows what has arrived, at the top. */
  readonly onFresh: () => void;
  readonly ref: Ref<HTMLDivElement>;
}

/** The payments that fit, in the state that holds. */
export function PaymentTable(props: PaymentTableProps) {
  const { payments, freshness, filters, sort, selectedId, onSort, onOpen, onClear, onFresh, ref } = props;
  const { title, list } = useWords().billing.payments;
  const { query, readMore, waiting, setIsAtRest } = payments;
  return (
    <MirroredTable
      ref={ref}
      name="payments"
      title={title}
      texts={list}
      query={query}
      rows={payments.payments}
      columns={usePaymentColumns()}
      freshness={freshness}
      isFiltered={isFiltered(filters)}
      isPossible={isPossible(filters)}
      sort={sort}
      selectedId={selectedId}
      empty={<NothingYet isOff={freshness.isOff} />}
      fresh={waiting > 0 && <ShowFresh label={list.fresh(waiting)} said={list.showFresh(waiting)} onShow={onFresh} />}
      onSort={({ by, direction }) => onSort({ by: by === 'amount' ? 'amount' : 'createdAt', direction })}
      onOpen={({ id }) => onOpen(id)}
      onClear={onClear}
      onNearEnd={readMore}
      onRest={setIsAtRest}
    />
  );
}
