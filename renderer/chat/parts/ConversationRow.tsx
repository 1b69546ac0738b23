import { memo } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { PresenceDot } from '#renderer/accounts/presence/PresenceDot.tsx';
import { useChat, useMe } from '#renderer/chat/hooks/useChat.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { useCustomerName } from '#renderer/chat/hooks/useCustomerName.ts';
import { Avatar } from '#renderer/ui/Avatar.tsx';
import { CountBadge } from '#renderer/ui/Badge.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import type { ConversationSummary } from '#shared/chat/contract.ts';
import { WaitBadge } from './WaitBadge.tsx';

export const CONVERSATION_ROW_HEIGHT = 76;

const MOST_SHOWN = 99;

interface ConversationRowProps {
  readonly conversation: ConversationSummary;
  readonly selected: boolean;
  readonly active: boolean;
}

/** One conversation in the list: who, what was said last, who waits and who looks after it. */
export const ConversationRow = memo(function ConversationRow({ conversation, selected, active }: ConversationRowProps) {
  const { chat: words, billing } = useWords();
  const refundWords = billing.refunds.thread;
  const me = useMe();
  const { locale } = useUiEnvironment();
  const isThere = useObservable(useChat().visitors).get(conversation.id)?.presence === 'active';
  const name = useCustomerName()(conversation.customer);
  const { lastMessage, unread, waitingSince, assignee, activeAt, failedRefund } = conversation;
  const preview = lastMessage?.preview ?? words.list.nothingSaid;
  const isUnread = unread > 0;
  const failed = failedRefund ? refundWords.failedPreview(formatMoney(failedRefund, locale)) : null;
  const assigneeName = assignee?.id === me.accountId ? words.you : assignee?.name;
  const count = unread > MOST_SHOWN ? `${String(MOST_SHOWN)}+` : new Intl.NumberFormat(locale).format(unread);

  return (
    <div
      className={cx(
        'relative flex h-19 items-start gap-3 border-b border-line px-3 py-2.5',
        selected ? 'bg-accent-subtle' : active ? 'bg-hover' : 'hover:bg-hover',
        active && 'shadow-[inset_0_0_0_2px_var(--focus)]',
      )}
    >
      {selected && <span aria-hidden className="absolute inset-y-0 start-0 w-0.5 bg-accent" />}
      <span className="relative mt-0.5 flex">
        <Avatar name={conversation.customer.name} seed={conversation.customer.id} />
        {isThere && (
          <PresenceDot presence="online" className="absolute -end-0.5 -bottom-0.5 size-2.5! ring-2 ring-surface" />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <span className={cx('min-w-0 flex-1 truncate', isUnread ? 'font-semibold' : 'font-medium')}>{name}</span>
          <RelativeTime at={activeAt} className="shrink-0 text-meta text-ink-faint tabular-nums" />
        </div>
        <div className="flex items-center gap-2">
          <span
            className={cx(
              'min-w-0 flex-1 truncate',
              failed === null ? (isUnread ? 'text-ink' : 'text-ink-muted') : 'font-medium text-danger-text',
            )}
          >
            {failed ?? (lastMessage?.authorKind === 'staff' ? words.list.yourMessage(preview) : preview)}
          </span>
          {isUnread && <CountBadge count={count} label={words.list.unread(unread)} />}
        </div>
        <div className="mt-0.5 flex h-4 items-center gap-2 text-meta text-ink-faint">
          {isThere && <span className="sr-only">{words.visitorPresence.active}</span>}
          {waitingSince !== null && <WaitBadge since={waitingSince} />}
          <span className="ms-auto flex min-w-0 items-center gap-1.5">
            {assignee === null ? (
              <span className="truncate">{words.list.unassigned}</span>
            ) : (
              <>
                <Avatar name={assignee.name} seed={assignee.id} size="small" className="size-4! text-[0.5rem]!" />
                <span className="truncate">{assigneeName}</span>
              </>
            )}
          </span>
        </div>
      </div>
    </div>
  );
});
