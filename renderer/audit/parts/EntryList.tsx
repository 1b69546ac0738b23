import { ScrollText, SearchX } from 'lucide-react';
import type { Ref } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { MoreFailed } from '#renderer/app/MoreFailed.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { useJournal } from '#renderer/audit/hooks/useJournal.ts';
import { isFiltered, type JournalFilters } from '#renderer/audit/model/place.ts';
import { useDayStarts } from '#renderer/chat/hooks/useDays.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ListStates, type ListState } from '#renderer/ui/ListStates.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { VirtualList } from '#renderer/ui/VirtualList.tsx';
import type { Entry } from '#shared/audit/contract.ts';
import { ENTRY_ROW_HEIGHT, EntryRow } from './EntryRow.tsx';

export type Journal = ReturnType<typeof useJournal>;

interface EntryListProps {
  readonly journal: Journal;
  readonly filters: JournalFilters;
  readonly selectedSeq: number | null;
  readonly onSelect: (seq: number) => void;
  readonly onClear: () => void;
  readonly ref: Ref<HTMLDivElement>;
}

const keyOf = ({ seq }: Entry): string => String(seq);

function stateOf({ query, entries, searchedTo, isPossible }: Journal, filters: JournalFilters): ListState {
  const none = isFiltered(filters) ? 'filtered' : 'empty';
  if (!isPossible) return none;
  if (entries.length === 0) {
    if (query.isError) return 'error';
    return query.data === undefined || searchedTo !== null ? 'loading' : none;
  }
  return query.isRefetchError ? 'stale' : 'ready';
}

/** The entries that fit, newest first, each day under its heading. */
export function EntryList({ journal, filters, selectedSeq, onSelect, onClear, ref }: EntryListProps) {
  const { app, audit } = useWords();
  const words = audit.list;
  const { locale } = useUiEnvironment();
  const { query, entries, searchedTo, readMore, hasNewer, showNewest } = journal;
  const dayStarts = useDayStarts(entries, keyOf);
  return (
    <section aria-label={audit.title} className="flex min-h-0 flex-1 flex-col">
      {hasNewer && (
        <button
          type="button"
          onClick={showNewest}
          className="flex h-8 shrink-0 items-center justify-center border-b border-line bg-accent-subtle text-meta font-medium text-accent-text hover:underline"
        >
          {words.newer}
        </button>
      )}
      <ListStates
        state={stateOf(journal, filters)}
        loading={
          <>
            {searchedTo !== null && (
              <p role="status" className="px-5 pt-4 text-meta text-ink-muted">
                {words.searching(new Intl.NumberFormat(locale).format(searchedTo))}
              </p>
            )}
            <SkeletonList label={words.loading} rows={14} rowHeight={ENTRY_ROW_HEIGHT} avatar={false} />
          </>
        }
        empty={<EmptyState icon={ScrollText} title={words.emptyTitle} description={words.emptyDescription} />}
        filtered={
          <EmptyState
            icon={SearchX}
            title={words.filteredTitle}
            description={words.filteredDescription}
            action={<Button onClick={onClear}>{audit.filters.clear}</Button>}
          />
        }
        error={<QueryError title={words.failedTitle} query={query} />}
        staleNote={
          <>
            {app.asOf} <RelativeTime at={query.dataUpdatedAt} />
          </>
        }
      >
        <VirtualList
          ref={ref}
          items={entries}
          keyOf={keyOf}
          label={words.label}
          rowHeight={ENTRY_ROW_HEIGHT}
          selectedKey={selectedSeq === null ? null : String(selectedSeq)}
          onSelect={({ seq }) => onSelect(seq)}
          onNearEnd={readMore}
          total={query.hasNextPage ? null : entries.length}
          footer={<ListFooter journal={journal} isFiltered={isFiltered(filters)} />}
          renderRow={(entry, { selected, active }) => (
            <EntryRow entry={entry} day={dayStarts.get(keyOf(entry)) ?? null} selected={selected} active={active} />
          )}
        />
      </ListStates>
      {entries.length > 0 && query.isFetchNextPageError && <MoreFailed text={words.moreFailed} query={query} />}
    </section>
  );
}

/** Drawn in the listbox, where only options may speak: screen readers hear the list's size instead. */
function ListFooter({ journal, isFiltered: hasFilters }: { readonly journal: Journal; readonly isFiltered: boolean }) {
  const { list: words } = useWords().audit;
  const { hasNextPage, isFetchNextPageError } = journal.query;
  if (isFetchNextPageError) return null;
  return (
    <div aria-hidden>
      {hasNextPage ? (
        <SkeletonList label={words.loadingMore} rows={2} rowHeight={ENTRY_ROW_HEIGHT} avatar={false} />
      ) : (
        <p className="p-4 text-center text-meta text-ink-faint">{hasFilters ? words.endFiltered : words.end}</p>
      )}
    </div>
  );
}
