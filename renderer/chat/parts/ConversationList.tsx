import { useMemo, type ReactNode, type Ref } from 'react';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { INBOX_VIEWS } from '#renderer/chat/model/order.ts';
import type { InboxState, InboxStore } from '#renderer/chat/state/inboxStore.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { ListStates, type ListState } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { Tabs } from '#renderer/ui/Tabs.tsx';
import { VirtualList } from '#renderer/ui/VirtualList.tsx';
import { CONVERSATION_ROW_HEIGHT, ConversationRow } from './ConversationRow.tsx';
import { ListEmpty } from './ListEmpty.tsx';

interface ConversationListProps {
  readonly inbox: InboxStore;
  readonly state: InboxState;
  readonly selectedId: string | null;
  readonly onSelect: (conversationId: string) => void;
  /** Stands in the list of a workspace to which nobody has ever written; null in any other. */
  readonly fresh: ReactNode;
  readonly ref: Ref<HTMLDivElement>;
}

function listState({ list, view, staleSince }: InboxState): ListState {
  if (list.status !== 'ready') return list.status;
  if (list.rows.length === 0) return view === 'all' ? 'empty' : 'filtered';
  return staleSince === null ? 'ready' : 'stale';
}

/** The list pane: the views of the inbox, and the conversations of the one that is shown. */
export function ConversationList({ inbox, state, selectedId, onSelect, fresh, ref }: ConversationListProps) {
  const words = useWords();
  const { locale } = useUiEnvironment();
  const { list, view, counts, staleSince } = state;
  const tabs = useMemo(() => {
    const format = new Intl.NumberFormat(locale, { notation: 'compact' });
    return INBOX_VIEWS.map((value) => ({
      value,
      label: words.chat.list.views[value],
      ...(counts === null ? {} : { count: format.format(counts[value]) }),
    }));
  }, [counts, locale, words]);
  const error = wordsForError(list.error, words);
  const empty = fresh ?? <ListEmpty view={view} counts={counts} onShow={inbox.show} />;

  return (
    <section aria-label={words.chat.list.title} className="flex min-h-0 flex-1 flex-col bg-surface">
      <Tabs
        label={words.chat.list.viewsLabel}
        value={view}
        tabs={tabs}
        onValueChange={inbox.show}
        className="flex-1"
        rowClassName="h-12 items-center overflow-x-auto border-b border-line px-2 [scrollbar-width:none] [&::-webkit-scrollbar]:hidden"
      >
        <ListStates
          state={listState(state)}
          loading={<SkeletonList label={words.chat.list.loading} rowHeight={CONVERSATION_ROW_HEIGHT} rows={12} />}
          empty={empty}
          filtered={empty}
          error={
            <ErrorState
              title={words.chat.list.failedTitle}
              description={error.message}
              retryLabel={words.app.retry}
              onRetry={inbox.reload}
              {...(error.reference === null ? {} : { reference: error.reference })}
            />
          }
          staleNote={staleSince !== null && <StaleNote at={staleSince} />}
        >
          <VirtualList
            key={view}
            ref={ref}
            items={list.rows}
            keyOf={(row) => row.id}
            label={words.chat.list.label}
            rowHeight={CONVERSATION_ROW_HEIGHT}
            selectedKey={selectedId}
            onSelect={(row) => onSelect(row.id)}
            onNearEnd={inbox.loadMore}
            total={list.hasMore ? (counts?.[view] ?? null) : list.rows.length}
            footer={<ListFooter state={state} onRetry={inbox.loadMore} />}
            renderRow={(row, { selected, active }) => (
              <ConversationRow conversation={row} selected={selected} active={active} />
            )}
          />
        </ListStates>
      </Tabs>
    </section>
  );
}

function ListFooter({ state, onRetry }: { readonly state: InboxState; readonly onRetry: () => void }) {
  const words = useWords();
  if (state.list.more === 'loading') {
    return <SkeletonList label={words.chat.list.loadingMore} rowHeight={CONVERSATION_ROW_HEIGHT} rows={2} />;
  }
  if (state.list.more !== 'error') return null;
  return (
    <p className="flex items-center justify-center gap-2 p-3 text-ink-muted">
      {words.chat.list.moreFailed}
      <Button onClick={onRetry}>{words.app.retry}</Button>
    </p>
  );
}
