import { Gavel, SearchX } from 'lucide-react';
import type { Ref } from 'react';
import { useLocation } from 'wouter';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { MoreFailed } from '#renderer/app/MoreFailed.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { Disputes } from '#renderer/billing/disputes/hooks/useDisputes.ts';
import { useFreshness } from '#renderer/billing/payments/hooks/useFreshness.ts';
import { MirrorAge } from '#renderer/billing/payments/parts/MirrorAge.tsx';
import { NothingYet } from '#renderer/billing/payments/parts/NothingYet.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListStates, type ListState } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { VirtualList } from '#renderer/ui/VirtualList.tsx';
import type { Dispute, DisputeView } from '#shared/billing/disputes/contract.ts';
import { DisputeRow, DISPUTE_ROW_HEIGHT } from './DisputeRow.tsx';

interface DisputeListProps {
  readonly view: DisputeView;
  readonly all: Disputes;
  readonly selectedId: string | null;
  readonly onOpen: (disputeId: string) => void;
  readonly ref: Ref<HTMLDivElement>;
}

const keyOf = ({ id }: Dispute): string => id;

function stateOf(
  { query, disputes, counts }: Disputes,
  { isLost, isOffline }: ReturnType<typeof useFreshness>,
): ListState {
  // Another view’s rows are none of this one; the counts are those of all views.
  if (query.isPlaceholderData) return 'loading';
  const state = listStateOf(query, disputes.length);
  if (state === 'ready') return isLost || isOffline ? 'stale' : state;
  const hasAny = counts !== null && counts.open + counts.review + counts.closed > 0;
  return state === 'empty' && hasAny ? 'filtered' : state;
}

/** The disputes of one view, in the state that holds. */
export function DisputeList({ view, all, selectedId, onOpen, ref }: DisputeListProps) {
  const words = useWords().billing.disputes.list;
  const freshness = useFreshness();
  const { query, disputes, readMore } = all;
  return (
    <section aria-label={words.label} className="flex min-h-0 flex-1 flex-col">
      <ListStates
        state={stateOf(all, freshness)}
        loading={<SkeletonList label={words.loading} rows={8} rowHeight={DISPUTE_ROW_HEIGHT} avatar={false} />}
        empty={freshness.isOff ? <NothingYet isOff /> : <NoDisputes />}
        filtered={
          <EmptyState icon={SearchX} title={words.filteredTitle} description={words.filteredDescription[view]} />
        }
        error={<QueryError title={words.failedTitle} query={query} />}
        staleNote={<MirrorAge query={query} freshness={freshness} />}
      >
        <VirtualList
          ref={ref}
          items={disputes}
          keyOf={keyOf}
          label={words.label}
          rowHeight={DISPUTE_ROW_HEIGHT}
          selectedKey={selectedId}
          onSelect={({ id }) => onOpen(id)}
          onNearEnd={readMore}
          total={query.hasNextPage ? null : disputes.length}
          renderRow={(dispute, { selected, active }) => (
            <DisputeRow dispute={dispute} isSelected={selected} isActive={active} />
          )}
        />
      </ListStates>
      {disputes.length > 0 && query.isFetchNextPageError && <MoreFailed text={words.moreFailed} query={query} />}
    </section>
  );
}

function NoDisputes() {
  const words = useWords().billing.disputes.list;
  const [, navigate] = useLocation();
  return (
    <EmptyState
      icon={Gavel}
      title={words.emptyTitle}
      description={words.emptyDescription}
      action={<Button onClick={() => navigate('/payments')}>{words.emptyAction}</Button>}
    />
  );
}
