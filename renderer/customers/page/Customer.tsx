import { UserRound } from 'lucide-react';
import { useState, type Ref } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useDeviceStorage } from '#renderer/app/context.ts';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useCustomer } from '#renderer/customers/hooks/useCustomer.ts';
import { useCustomerFeed } from '#renderer/customers/hooks/useCustomerFeed.ts';
import type { Only } from '#renderer/customers/hooks/useMoments.ts';
import { MomentList } from '#renderer/customers/timeline/MomentList.tsx';
import { Drawer } from '#renderer/ui/Drawer.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { SplitPane } from '#renderer/ui/SplitPane.tsx';
import { useRoom } from '#renderer/ui/useMediaQuery.ts';
import { CustomerDetails } from './CustomerDetails.tsx';
import { CustomerHead } from './CustomerHead.tsx';
import { EditDialog } from './EditDialog.tsx';
import { useCustomerKeys } from './useCustomerKeys.ts';

const DETAILS_KEY = 'optimaliq.customers.details';

interface CustomerProps {
  readonly customerId: string;
  /** Null where the list stands beside it. */
  readonly onBack: (() => void) | null;
  readonly timelineRef: Ref<HTMLDivElement>;
}

/** One customer: who they are, what they wrote and what they paid. Keyed by their id. */
export function Customer({ customerId, onBack, timelineRef }: CustomerProps) {
  const { app, customers } = useWords();
  const words = customers.page;
  const storage = useDeviceStorage();
  const isWide = useRoom() === 'wide';
  const query = useCustomer(customerId);
  const [only, setOnly] = useState<Only>('all');
  const [isEditing, setIsEditing] = useState(false);
  const [detailsShown, setDetailsShown] = useState(() => storage.getItem(DETAILS_KEY) !== 'hidden');
  const [drawerShown, setDrawerShown] = useState(false);
  useCustomerFeed(customerId);
  const isBeside = isWide && detailsShown;
  const toggleDetails = (): void => {
    if (!isWide) {
      setDrawerShown(!drawerShown);
      return;
    }
    setDetailsShown(!detailsShown);
    storage.setItem(DETAILS_KEY, detailsShown ? 'hidden' : 'shown');
  };
  useCustomerKeys({ only, setOnly, edit: () => setIsEditing(true), details: toggleDetails });

  const { data: customer } = query;
  if (customer === undefined) {
    const isGone = query.error !== null && 'code' in query.error && query.error.code === 'NOT_FOUND';
    if (isGone) return <EmptyState icon={UserRound} title={words.goneTitle} description={words.goneDescription} />;
    if (query.isError) return <QueryError title={customers.panel.failedTitle} query={query} />;
    return <SkeletonList label={customers.panel.loading} rows={9} rowHeight={56} />;
  }
  const work = (
    <section aria-label={words.region} className="flex min-h-0 min-w-0 flex-1 flex-col">
      {query.isRefetchError && (
        <p className="border-b border-line px-5 py-2 text-meta text-ink-muted">
          <StaleNote at={query.dataUpdatedAt} />
        </p>
      )}
      <CustomerHead
        customer={customer}
        only={only}
        onOnly={setOnly}
        onEdit={() => setIsEditing(true)}
        onBack={onBack}
        detailsShown={isWide ? detailsShown : drawerShown}
        onToggleDetails={toggleDetails}
      />
      <MomentList ref={timelineRef} key={only} customerId={customerId} only={only} onShowAll={() => setOnly('all')} />
    </section>
  );
  return (
    <>
      {isBeside ? (
        <SplitPane
          id="optimaliq.panes.customer"
          storage={storage}
          handleLabel={() => words.region}
          panes={[
            { id: 'timeline', content: work },
            {
              id: 'details',
              size: 320,
              minimum: 260,
              maximum: 480,
              content: (
                <aside aria-label={words.details} className="min-h-0 flex-1 overflow-y-auto">
                  <CustomerDetails customer={customer} />
                </aside>
              ),
            },
          ]}
        />
      ) : (
        work
      )}
      <Drawer open={!isWide && drawerShown} onOpenChange={setDrawerShown} title={words.details} closeLabel={app.close}>
        <CustomerDetails customer={customer} />
      </Drawer>
      {isEditing && <EditDialog customer={customer} onClose={() => setIsEditing(false)} />}
    </>
  );
}
