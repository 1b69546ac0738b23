import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useDeviceStorage, useSession } from '#renderer/app/context.ts';
import { MoreFailed } from '#renderer/app/MoreFailed.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { useFreshness } from '#renderer/billing/payments/hooks/useFreshness.ts';
import { listStateOf } from '#renderer/billing/payments/model/listState.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import type { Column, Sort } from '#renderer/ui/table/columns.ts';
import { Table } from '#renderer/ui/table/Table.tsx';
import { TableSkeleton } from '#renderer/ui/table/TableSkeleton.tsx';
import { ListFooter } from './listParts.tsx';
import { MirrorAge } from './MirrorAge.tsx';

const ROW_HEIGHT = 36;

/** What a list says of its rows. */
export interface MirroredTableTexts {
  readonly label: string;
  readonly loading: string;
  readonly loadingMore: string;
  readonly failedTitle: string;
  readonly moreFailed: string;
  readonly filteredTitle: string;
  readonly filteredDescription: string;
  readonly end: string;
  readonly endFiltered: string;
}

interface MirroredTableProps<Row> {
  readonly ref: Ref<HTMLDivElement>;
  /** Whose rows they are: names the widths that are kept. */
  readonly name: 'payments' | 'refunds';
  readonly title: string;
  readonly texts: MirroredTableTexts;
  readonly query: UseInfiniteQueryResult;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly freshness: ReturnType<typeof useFreshness>;
  readonly isFiltered: boolean;
  /** Whether something can fit at all. */
  readonly isPossible: boolean;
  readonly sort: Sort;
  readonly selectedId: string | null;
  /** Shown when there is nothing, filtered or not. */
  readonly empty: ReactNode;
  /** What has arrived and is not shown, over the rows. */
  readonly fresh: ReactNode;
  readonly onSort: (sort: Sort) => void;
  readonly onOpen: (row: Row) => void;
  readonly onClear: () => void;
  readonly onNearEnd: () => void;
  readonly onRest: (isAtRest: boolean) => void;
}

const keyOf = ({ id }: { readonly id: string }): string => id;

/** Rows of the mirror that fit, in the state that holds. */
export function MirroredTable<Row extends { readonly id: string }>(props: MirroredTableProps<Row>) {
  const { ref, name, title, texts, query, rows, columns, freshness, isFiltered, isPossible, sort, selectedId } = props;
  const { empty, fresh, onSort, onOpen, onClear, onNearEnd, onRest } = props;
  const { filters, list } = useWords().billing.payments;
  const storage = useDeviceStorage();
  const { account } = useSession();
  return (
    <section aria-label={title} className="relative flex min-h-0 flex-1 flex-col">
      <ListStates
        state={listStateOf({ query, count: rows.length, freshness, isFiltered, isPossible })}
        loading={<TableSkeleton label={texts.loading} columns={columns} rows={16} rowHeight={ROW_HEIGHT} />}
        empty={empty}
        filtered={
          <EmptyState
            icon={SearchX}
            title={texts.filteredTitle}
            description={texts.filteredDescription}
            action={<Button onClick={onClear}>{filters.clear}</Button>}
          />
        }
        error={<QueryError title={texts.failedTitle} query={query} />}
        staleNote={<MirrorAge query={query} freshness={freshness} />}
      >
        <div
          aria-busy={query.isPlaceholderData}
          className={cx('flex min-h-0 flex-1 flex-col transition-opacity', query.isPlaceholderData && 'opacity-60')}
        >
          <Table
            ref={ref}
            id={`optimaliq.columns.${name}.${account.id}`}
            storage={storage}
            items={rows}
            keyOf={keyOf}
            label={texts.label}
            columns={columns}
            rowHeight={ROW_HEIGHT}
            sort={sort}
            onSort={onSort}
            selectedKey={selectedId}
            onOpen={onOpen}
            onNearEnd={onNearEnd}
            onRest={onRest}
            total={query.hasNextPage ? null : rows.length}
            footer={
              <ListFooter
                query={query}
                columns={columns}
                rowHeight={ROW_HEIGHT}
                loading={texts.loadingMore}
                end={isFiltered ? texts.endFiltered : texts.end}
              />
            }
            sayWidth={list.resized}
          />
        </div>
      </ListStates>
      {rows.length > 0 && fresh}
      {rows.length > 0 && query.isFetchNextPageError && <MoreFailed text={texts.moreFailed} query={query} />}
    </section>
  );
}
