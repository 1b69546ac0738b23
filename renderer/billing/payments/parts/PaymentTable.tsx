import { SearchX } from 'lucide-react';
import type { Ref } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useDeviceStorage, useSession } from '#renderer/app/context.ts';
import { MoreFailed } from '#renderer/app/MoreFailed.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { useFreshness } from '#renderer/billing/payments/hooks/useFreshness.ts';
import type { Payments } from '#renderer/billing/payments/hooks/usePayments.ts';
import { isFiltered, isPossible, type Filters } from '#renderer/billing/payments/model/filters.ts';
import { listStateOf } from '#renderer/billing/payments/model/listState.ts';
import type { PaymentSort } from '#renderer/billing/payments/model/place.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { Table } from '#renderer/ui/table/Table.tsx';
import { TableSkeleton } from '#renderer/ui/table/TableSkeleton.tsx';
import type { Payment } from '#shared/billing/payments/contract.ts';
import { ListFooter, ShowFresh } from './listParts.tsx';
import { MirrorAge } from './MirrorAge.tsx';
import { NothingYet } from './NothingYet.tsx';
import { usePaymentColumns } from './usePaymentColumns.tsx';

const ROW_HEIGHT = 36;

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

const keyOf = ({ id }: Payment): string => id;

/** The payments that fit, in the state that holds. */
export function PaymentTable(props: PaymentTableProps) {
  const { payments, freshness, filters, sort, selectedId, onSort, onOpen, onClear, onFresh, ref } = props;
  const words = useWords().billing.payments;
  const { list } = words;
  const storage = useDeviceStorage();
  const { account } = useSession();
  const columns = usePaymentColumns();
  const { query, readMore, waiting, setIsAtRest } = payments;

  return (
    <section aria-label={words.title} className="relative flex min-h-0 flex-1 flex-col">
      <ListStates
        state={listStateOf({
          query,
          count: payments.payments.length,
          freshness,
          isFiltered: isFiltered(filters),
          isPossible: isPossible(filters),
        })}
        loading={<TableSkeleton label={list.loading} columns={columns} rows={16} rowHeight={ROW_HEIGHT} />}
        empty={<NothingYet isOff={freshness.isOff} />}
        filtered={
          <EmptyState
            icon={SearchX}
            title={list.filteredTitle}
            description={list.filteredDescription}
            action={<Button onClick={onClear}>{words.filters.clear}</Button>}
          />
        }
        error={<QueryError title={list.failedTitle} query={query} />}
        staleNote={<MirrorAge query={query} freshness={freshness} />}
      >
        <div
          aria-busy={query.isPlaceholderData}
          className={cx('flex min-h-0 flex-1 flex-col transition-opacity', query.isPlaceholderData && 'opacity-60')}
        >
          <Table
            ref={ref}
            id={`optimaliq.columns.payments.${account.id}`}
            storage={storage}
            items={payments.payments}
            keyOf={keyOf}
            label={list.label}
            columns={columns}
            rowHeight={ROW_HEIGHT}
            sort={sort}
            onSort={({ by, direction }) => onSort({ by: by === 'amount' ? 'amount' : 'createdAt', direction })}
            selectedKey={selectedId}
            onOpen={({ id }) => onOpen(id)}
            onNearEnd={readMore}
            onRest={setIsAtRest}
            total={query.hasNextPage ? null : payments.payments.length}
            footer={
              <ListFooter
                query={query}
                columns={columns}
                rowHeight={ROW_HEIGHT}
                loading={list.loadingMore}
                end={isFiltered(filters) ? list.endFiltered : list.end}
              />
            }
            sayWidth={list.resized}
          />
        </div>
      </ListStates>
      {waiting > 0 && payments.payments.length > 0 && (
        <ShowFresh label={list.fresh(waiting)} said={list.showFresh(waiting)} onShow={onFresh} />
      )}
      {payments.payments.length > 0 && query.isFetchNextPageError && (
        <MoreFailed text={list.moreFailed} query={query} />
      )}
    </section>
  );
}
