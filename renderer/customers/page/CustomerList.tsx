import { Search, SearchX, UserRound, X } from 'lucide-react';
import type { Ref } from 'react';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { MoreFailed } from '#renderer/app/MoreFailed.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { Customers } from '#renderer/customers/hooks/useCustomers.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { ListStates, type ListState } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { VirtualList } from '#renderer/ui/VirtualList.tsx';
import { CUSTOMER_ROW_HEIGHT, CustomerRow } from './CustomerRow.tsx';

interface CustomerListProps {
  readonly customers: Customers;
  readonly selectedId: string | null;
  readonly onOpen: (customerId: string) => void;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly ref: Ref<HTMLDivElement>;
}

function stateOf({ query, customers, text }: Customers): ListState {
  const state = listStateOf(query, customers.length);
  return state === 'empty' && text !== '' ? 'filtered' : state;
}

/** Everybody who has written, found by name or address. */
export function CustomerList({ customers: all, selectedId, onOpen, searchRef, ref }: CustomerListProps) {
  const words = useWords().customers.page;
  const { list } = words;
  const { query, customers, typed, type, readMore } = all;
  return (
    <section aria-label={list.pane} className="flex min-h-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center border-b border-line px-4">
        <h1 className="text-title font-semibold">{words.title}</h1>
      </header>
      <div className="shrink-0 px-3 pt-3 pb-2">
        <Input
          ref={searchRef}
          role="searchbox"
          icon={Search}
          aria-label={list.search}
          placeholder={list.searchPlaceholder}
          maxLength={200}
          value={typed}
          onChange={({ target }) => type(target.value)}
          trailing={
            typed !== '' && <IconButton label={list.clear} icon={X} className="-me-2" onClick={() => type('')} />
          }
        />
      </div>
      <ListStates
        state={stateOf(all)}
        loading={<SkeletonList label={list.loading} rows={10} rowHeight={CUSTOMER_ROW_HEIGHT} />}
        empty={<EmptyState icon={UserRound} title={list.emptyTitle} description={list.emptyDescription} />}
        filtered={
          <EmptyState
            icon={SearchX}
            title={list.filteredTitle}
            description={list.filteredDescription}
            action={<Button onClick={() => type('')}>{list.clear}</Button>}
          />
        }
        error={<QueryError title={list.failedTitle} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        <VirtualList
          ref={ref}
          items={customers}
          keyOf={({ id }) => id}
          label={list.label}
          rowHeight={CUSTOMER_ROW_HEIGHT}
          selectedKey={selectedId}
          onSelect={({ id }) => onOpen(id)}
          onNearEnd={readMore}
          total={query.hasNextPage ? null : customers.length}
          footer={
            !query.hasNextPage && (
              <p aria-hidden className="p-4 text-center text-meta text-ink-faint">
                {list.end}
              </p>
            )
          }
          renderRow={(customer, { selected, active }) => (
            <CustomerRow customer={customer} selected={selected} active={active} />
          )}
        />
      </ListStates>
      {customers.length > 0 && query.isFetchNextPageError && <MoreFailed text={list.moreFailed} query={query} />}
    </section>
  );
}
