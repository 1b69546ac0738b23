import { SearchX, Undo2 } from 'lucide-react';
import type { Ref } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useDeviceStorage, useSession } from '#renderer/app/context.ts';
import { MoreFailed } from '#renderer/app/MoreFailed.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { useFreshness } from '#renderer/billing/payments/hooks/useFreshness.ts';
import { listStateOf } from '#renderer/billing/payments/model/listState.ts';
import { ListFooter, ShowFresh } from '#renderer/billing/payments/parts/listParts.tsx';
import { MirrorAge } from '#renderer/billing/payments/parts/MirrorAge.tsx';
import { NothingYet } from '#renderer/billing/payments/parts/NothingYet.tsx';
import type { AllRefundsRead } from '#renderer/billing/refunds/all/hooks/useAllRefunds.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { Table } from '#renderer/ui/table/Table.tsx';
import { TableSkeleton } from '#renderer/ui/table/TableSkeleton.tsx';
import type { ListedRefund, RefundSort } from '#shared/billing/refunds/all/contract.ts';
import { useRefundColumns } from './useRefundColumns.tsx';

const ROW_HEIGHT = 36;

interface RefundTableProps {
  readonly read: AllRefundsRead;
  readonly freshness: ReturnType<typeof useFreshness>;
  readonly isFiltered: boolean;
  /** Whether something can fit at all. */
  readonly isPossible: boolean;
  readonly sort: RefundSort;
  readonly selectedId: string | null;
  /** Whether something has happened that is not shown. */
  readonly isBehind: boolean;
  readonly onSort: (sort: RefundSort) => void;
  readonly onOpen: (refund: ListedRefund) => void;
  readonly onClear: () => void;
  readonly onFresh: () => void;
  readonly onRest: (isAtRest: boolean) => void;
  readonly ref: Ref<HTMLDivElement>;
}

const keyOf = ({ id }: ListedRefund): string => id;

/** The refunds that fit, in the state that holds. */
export function RefundTable(props: RefundTableProps) {
  const {
    read,
    freshness,
    isFiltered,
    isPossible,
    sort,
    selectedId,
    isBehind,
    onSort,
    onOpen,
    onClear,
    onFresh,
    onRest,
    ref,
  } = props;
  const { payments, refunds } = useWords().billing;
  const { list } = refunds.all;
  const storage = useDeviceStorage();
  const { account } = useSession();
  const columns = useRefundColumns();
  const { query, readMore } = read;
  return (
    <section aria-label={list.label} className="relative flex min-h-0 flex-1 flex-col">
      <ListStates
        state={listStateOf({ query, count: read.refunds.length, freshness, isFiltered, isPossible })}
        loading={<TableSkeleton label={list.loading} columns={columns} rows={16} rowHeight={ROW_HEIGHT} />}
        empty={
          freshness.isOff ? (
            <NothingYet isOff />
          ) : (
            <EmptyState icon={Undo2} title={list.emptyTitle} description={list.emptyDescription} />
          )
        }
        filtered={
          <EmptyState
            icon={SearchX}
            title={list.filteredTitle}
            description={list.filteredDescription}
            action={<Button onClick={onClear}>{payments.filters.clear}</Button>}
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
            id={`optimaliq.columns.refunds.${account.id}`}
            storage={storage}
            items={read.refunds}
            keyOf={keyOf}
            label={list.label}
            columns={columns}
            rowHeight={ROW_HEIGHT}
            sort={sort}
            onSort={({ by, direction }) => onSort({ by: by === 'amount' ? 'amount' : 'at', direction })}
            selectedKey={selectedId}
            onOpen={onOpen}
            onNearEnd={readMore}
            onRest={onRest}
            total={query.hasNextPage ? null : read.refunds.length}
            footer={
              <ListFooter
                query={query}
                columns={columns}
                rowHeight={ROW_HEIGHT}
                loading={list.loadingMore}
                end={isFiltered ? list.endFiltered : list.end}
              />
            }
            sayWidth={payments.list.resized}
          />
        </div>
      </ListStates>
      {isBehind && read.refunds.length > 0 && <ShowFresh label={list.fresh} onShow={onFresh} />}
      {read.refunds.length > 0 && query.isFetchNextPageError && <MoreFailed text={list.moreFailed} query={query} />}
    </section>
  );
}
