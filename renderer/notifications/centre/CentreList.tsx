import { Bell, BellOff } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { MoreFailed } from '#renderer/app/MoreFailed.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useNoticeText } from '#renderer/notifications/useNoticeText.ts';
import { useNotificationActions, useNotificationList } from '#renderer/notifications/useNotifications.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { listStep } from '#renderer/ui/listStep.ts';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import type { Notification } from '#shared/notifications/contract.ts';
import { CentreItem } from './CentreItem.tsx';

interface CentreListProps {
  readonly filter: 'open' | 'all';
  readonly onOpen: (notification: Notification) => void;
}

/** How far Page Up and Page Down go. */
const PAGE = 5;

/** One's notifications, newest first, each with what it says and where it leads. Arrow keys go from one to the next. */
export function CentreList({ filter, onOpen }: CentreListProps) {
  const words = useWords().notifications.centre;
  const list = useRef<HTMLUListElement>(null);
  const query = useNotificationList(filter);
  const { dismiss } = useNotificationActions();
  const textOf = useNoticeText();
  const notifications = query.data?.pages.flatMap((page) => page.notifications) ?? [];

  function move(event: KeyboardEvent): void {
    const items = [...(list.current?.querySelectorAll<HTMLButtonElement>('[data-notification]') ?? [])];
    const here = items.findIndex((item) => item === document.activeElement);
    if (event.key === 'Delete' || event.key === 'd') {
      const one = notifications[here];
      if (one?.closedAt !== null) return;
      event.preventDefault();
      // What takes its place has the focus next.
      (items[here + 1] ?? items[here - 1])?.focus();
      dismiss.mutate(one.id);
      return;
    }
    const next = listStep(event.key, here, items.length, PAGE);
    if (next === null) return;
    event.preventDefault();
    items[next]?.focus();
  }

  const isOpenOnly = filter === 'open';
  return (
    <>
      <ListStates
        state={listStateOf(query, notifications.length)}
        loading={<SkeletonList label={words.loading} rows={6} rowHeight={72} />}
        empty={
          <EmptyState
            icon={isOpenOnly ? BellOff : Bell}
            title={isOpenOnly ? words.emptyTitle : words.noneTitle}
            description={isOpenOnly ? words.emptyDescription : words.noneDescription}
          />
        }
        error={<QueryError title={words.failed} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        <ul ref={list} aria-label={words.list}>
          {notifications.map((one) => (
            <CentreItem
              key={one.id}
              notification={one}
              text={textOf([one])}
              onOpen={() => onOpen(one)}
              onDismiss={() => dismiss.mutate(one.id)}
              onKeyDown={move}
            />
          ))}
        </ul>
        {query.hasNextPage && !query.isFetchNextPageError && (
          <div className="flex justify-center p-3">
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {words.more}
            </Button>
          </div>
        )}
      </ListStates>
      {query.isFetchNextPageError && <MoreFailed text={words.moreFailed} query={query} />}
    </>
  );
}
