import { Check } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import type { Notification } from '#shared/notifications/contract.ts';
import type { NoticeText } from '#renderer/notifications/model/noticeText.ts';
import { KIND_ICONS } from './kindIcon.ts';

interface CentreItemProps {
  readonly notification: Notification;
  readonly text: NoticeText;
  readonly onOpen: () => void;
  readonly onDismiss: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** One notification: what it says leads to where it is seen to, and beside it the way to be done with it. */
export function CentreItem({ notification, text: { title, body }, onOpen, onDismiss, onKeyDown }: CentreItemProps) {
  const words = useWords().notifications.centre;
  const { kind, urgency, toldAt, seenAt, closedAt, closedBy } = notification;
  const Icon = KIND_ICONS[kind];
  const isOpen = closedAt === null;
  return (
    <li className="group relative flex border-b border-line last:border-b-0">
      <button
        type="button"
        data-notification={notification.id}
        onClick={onOpen}
        onKeyDown={onKeyDown}
        className="flex min-w-0 flex-1 gap-3 py-3 ps-4 pe-12 text-start transition-colors hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span
          className={cx(
            'mt-0.5 flex size-7 shrink-0 items-center justify-center rounded-full',
            urgency === 'urgent' && isOpen ? 'bg-danger-subtle text-danger-text' : 'bg-pressed text-ink-muted',
          )}
        >
          <Icon aria-hidden className="size-4" strokeWidth={1.75} />
        </span>
        <span className="min-w-0 flex-1">
          <span className={cx('block wrap-anywhere', isOpen ? 'font-medium' : 'text-ink-muted')}>{title}</span>
          {body !== '' && <span className="mt-0.5 line-clamp-2 block text-ink-muted wrap-anywhere">{body}</span>}
          <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-meta text-ink-faint">
            <RelativeTime at={toldAt} />
            {isOpen && urgency === 'urgent' && <Badge tone="danger">{words.urgent}</Badge>}
            {isOpen && seenAt === null && <Badge tone="accent">{words.fresh}</Badge>}
            {closedBy !== null && <span>{closedBy === 'handled' ? words.handled : words.dismissed}</span>}
          </span>
        </span>
      </button>
      {isOpen && (
        <span className="absolute end-2 top-2.5">
          <IconButton label={words.doneWith(title)} icon={Check} tabIndex={-1} onClick={onDismiss} />
        </span>
      )}
    </li>
  );
}
