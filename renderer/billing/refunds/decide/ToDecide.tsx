import { BadgeCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link, useLocation, useRoute } from 'wouter';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useDeviceStorage, useSession } from '#renderer/app/context.ts';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { DeedDialog } from '#renderer/billing/refunds/deeds/DeedDialog.tsx';
import { useFailedRefunds, useOpenRefunds } from '#renderer/billing/refunds/hooks/useOpenRefunds.ts';
import { useRefundFeed } from '#renderer/billing/refunds/hooks/useRefundFeed.ts';
import { deedsWith, type RefundDeed } from '#renderer/billing/refunds/model/deeds.ts';
import { pathToRefund, REFUNDS_PATH } from '#renderer/billing/refunds/model/place.ts';
import { queueOf } from '#renderer/billing/refunds/model/queue.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { SplitPane } from '#renderer/ui/SplitPane.tsx';
import { useRoom } from '#renderer/ui/useMediaQuery.ts';
import { useNow } from '#renderer/ui/useNow.ts';
import { VirtualList } from '#renderer/ui/VirtualList.tsx';
import type { Refund } from '#shared/billing/refunds/contract.ts';
import { QUEUE_ROW_HEIGHT, QueueRow } from './QueueRow.tsx';
import { RefundPane } from './RefundPane.tsx';
import { useQueueKeys } from './useQueueKeys.ts';

const LOOK_AGAIN_MS = 60_000;

/** Refunds that wait for somebody, the most urgent first, and one of them with all that one needs to decide. */
export function ToDecide() {
  const { decide: words } = useWords().billing.refunds;
  const { account } = useSession();
  const storage = useDeviceStorage();
  const room = useRoom();
  const now = useNow(LOOK_AGAIN_MS);
  const [, params] = useRoute(`${REFUNDS_PATH}/decide/:refundId`);
  const [, navigate] = useLocation();
  const list = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<{ readonly deed: RefundDeed; readonly refund: Refund } | null>(null);
  const [pinned, setPinned] = useState<string | null>(null);
  const query = useOpenRefunds();
  const failed = useFailedRefunds();
  useRefundFeed();

  const queue = queueOf([...(query.data ?? []), ...(failed.data ?? [])], account, now);
  const wanted = queue.find(({ refund }) => refund.id === params?.refundId);
  // Beside the list one is always shown; where it stands alone only what was opened.
  const shown =
    wanted ?? (room === 'narrow' ? undefined : (queue.find(({ refund }) => refund.id === pinned) ?? queue[0]));
  const chosen = shown?.refund ?? null;
  // It stays under the reader's eyes although a more urgent one arrives.
  if (chosen !== null && chosen.id !== pinned) setPinned(chosen.id);
  const firsts = new Set(
    queue.filter(({ group }, index) => queue[index - 1]?.group !== group).map(({ refund }) => refund.id),
  );
  const back = (): void => {
    navigate(`${REFUNDS_PATH}/decide`);
    list.current?.focus();
  };
  const ask = (...deeds: readonly RefundDeed[]): void => {
    const deed = chosen === null ? undefined : deedsWith(chosen, account).find((one) => deeds.includes(one));
    if (chosen !== null && deed !== undefined) setAsked({ deed, refund: chosen });
  };
  useQueueKeys({
    move(step) {
      const key = step === 1 ? 'ArrowDown' : 'ArrowUp';
      list.current?.focus();
      list.current?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    },
    approve: () => ask('approve', 'request'),
    refuse: () => ask('refuse'),
    back,
  });

  const pane = (
    <section aria-label={words.region} className="flex min-h-0 flex-1 flex-col">
      <ListStates
        state={listStateOf({ data: query.data, isError: query.isError || failed.isError }, queue.length)}
        loading={<SkeletonList label={words.loading} rows={6} rowHeight={QUEUE_ROW_HEIGHT} avatar={false} />}
        empty={
          <EmptyState
            icon={BadgeCheck}
            title={words.emptyTitle}
            description={words.emptyDescription}
            action={
              <Link href="/payments" className="font-medium text-accent-text underline-offset-2 hover:underline">
                {words.emptyAction}
              </Link>
            }
          />
        }
        error={<QueryError title={words.failedTitle} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        <VirtualList
          ref={list}
          items={queue}
          keyOf={({ refund }) => refund.id}
          label={words.list}
          rowHeight={QUEUE_ROW_HEIGHT}
          selectedKey={chosen?.id ?? null}
          onSelect={({ refund }) => navigate(pathToRefund(refund.id))}
          renderRow={(queued, state) => <QueueRow queued={queued} isFirst={firsts.has(queued.refund.id)} {...state} />}
        />
      </ListStates>
    </section>
  );
  const work = chosen !== null && (
    <RefundPane
      key={chosen.id}
      refund={chosen}
      onBack={room === 'narrow' ? back : null}
      onDeed={(deed) => setAsked({ deed, refund: chosen })}
    />
  );
  return (
    <>
      {room === 'narrow' || work === false ? (
        work === false ? (
          pane
        ) : (
          work
        )
      ) : (
        <SplitPane
          id="optimaliq.panes.refunds"
          storage={storage}
          handleLabel={() => words.pane}
          panes={[
            { id: 'refunds', size: 360, minimum: 300, maximum: 520, content: pane },
            { id: 'refund', content: work },
          ]}
        />
      )}
      {asked !== null && (
        <DeedDialog key={asked.refund.id} deed={asked.deed} refund={asked.refund} onClose={() => setAsked(null)} />
      )}
    </>
  );
}
