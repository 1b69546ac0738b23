import { History, SearchX } from 'lucide-react';
import type { Ref } from 'react';
import { useLocation } from 'wouter';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { MoreFailed } from '#renderer/app/MoreFailed.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { pathToPayment } from '#renderer/billing/payments/model/place.ts';
import { useDayStarts } from '#renderer/chat/hooks/useDays.ts';
import { useMoments, type Moments, type Only } from '#renderer/customers/hooks/useMoments.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListStates, type ListState } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { VirtualList } from '#renderer/ui/VirtualList.tsx';
import type { CustomerMoment } from '#shared/customers/timeline/contract.ts';
import { MOMENT_ROW_HEIGHT, MomentRow } from './MomentRow.tsx';
import { pathOfMoment } from './momentText.ts';

const PAGE = 50;

interface MomentListProps {
  readonly customerId: string;
  readonly only: Only;
  readonly onShowAll: () => void;
  readonly ref: Ref<HTMLDivElement>;
}

const keyOf = ({ id }: CustomerMoment): string => id;

function stateOf({ query, moments }: Moments, only: Only): ListState {
  const state = listStateOf(query, moments.length);
  return state === 'empty' && only !== 'all' ? 'filtered' : state;
}

/** All that happened with a customer, newest first, each day under its heading. Enter opens the conversation or the payment. */
export function MomentList({ customerId, only, onShowAll, ref }: MomentListProps) {
  const words = useWords().customers.timeline;
  const [, navigate] = useLocation();
  const all = useMoments(customerId, only, PAGE);
  const { query, moments, readMore } = all;
  const dayStarts = useDayStarts(moments, keyOf);
  return (
    <section aria-label={words.label} className="flex min-h-0 flex-1 flex-col">
      <ListStates
        state={stateOf(all, only)}
        loading={<SkeletonList label={words.loading} rows={10} rowHeight={MOMENT_ROW_HEIGHT} avatar={false} />}
        empty={<EmptyState icon={History} title={words.emptyTitle} description={words.emptyDescription} />}
        filtered={
          <EmptyState
            icon={SearchX}
            title={words.filteredTitle}
            description={only === 'money' ? words.filteredMoney : words.filteredMessages}
            action={<Button onClick={onShowAll}>{words.showEverything}</Button>}
          />
        }
        error={<QueryError title={words.failedTitle} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        <VirtualList
          ref={ref}
          items={moments}
          keyOf={keyOf}
          label={words.label}
          rowHeight={MOMENT_ROW_HEIGHT}
          selectedKey={null}
          onSelect={(moment) => {
            const path = pathOfMoment(moment, pathToPayment);
            if (path !== null) navigate(path);
          }}
          onNearEnd={readMore}
          total={query.hasNextPage ? null : moments.length}
          footer={<Footer query={query} />}
          renderRow={(moment, { active }) => (
            <MomentRow moment={moment} day={dayStarts.get(moment.id) ?? null} active={active} />
          )}
        />
      </ListStates>
      {moments.length > 0 && query.isFetchNextPageError && <MoreFailed text={words.moreFailed} query={query} />}
    </section>
  );
}

/** Drawn in the listbox, where only options may speak. */
function Footer({ query }: Pick<Moments, 'query'>) {
  const words = useWords().customers.timeline;
  if (query.isFetchNextPageError) return null;
  return (
    <div aria-hidden>
      {query.hasNextPage ? (
        <SkeletonList label={words.loadingMore} rows={2} rowHeight={MOMENT_ROW_HEIGHT} avatar={false} />
      ) : (
        <p className="p-4 text-center text-meta text-ink-faint">{words.end}</p>
      )}
    </div>
  );
}
