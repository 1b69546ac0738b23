import { MessageCircle } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { KeptDrafts } from '#renderer/billing/refunds/outbox/KeptDrafts.tsx';
import { useAttention } from '#renderer/chat/hooks/useAttention.ts';
import { useMe } from '#renderer/chat/hooks/useChat.ts';
import { useCustomerName } from '#renderer/chat/hooks/useCustomerName.ts';
import { useDays } from '#renderer/chat/hooks/useDays.ts';
import { useThreadScroll } from '#renderer/chat/hooks/useThreadScroll.ts';
import { sendStateOf, type SendState } from '#renderer/chat/model/sendState.ts';
import { threadRows, type ThreadRow } from '#renderer/chat/model/threadRows.ts';
import type { ThreadState, ThreadStore } from '#renderer/chat/state/threadStore.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import type { ConversationSummary } from '#shared/chat/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { JumpPill, TypingLine } from './ThreadLines.tsx';
import { ThreadRowView } from './ThreadRowView.tsx';
import { ThreadTop } from './ThreadTop.tsx';

/** Items on the screen before the oldest are let go, once the reader is back at the end. */
const MOST_ITEMS = 400;

/** A scrolled region must be reachable by keyboard; as a spread, because lint knows no scrolled regions. */
const SCROLLS_BY_KEYBOARD = { tabIndex: 0 };

interface ThreadBodyProps {
  readonly conversationId: string;
  readonly thread: ThreadStore;
  readonly state: ThreadState;
  readonly customer: ConversationSummary['customer'];
  readonly onEdit: (replyId: string) => void;
}

/** The messages of a conversation, oldest first, followed at the end and kept in place anywhere else. */
export function ThreadBody({ conversationId, thread, state, customer, onEdit }: ThreadBodyProps) {
  const words = useWords().chat.thread;
  const me = useMe();
  const days = useDays();
  const hasAttention = useAttention();
  const name = useCustomerName()(customer);
  const mayDraft = isGranted(useSession().account.roles, 'refunds.draft');
  const { items, pending, firstUnread, hasOlder, older } = state;

  const loadOlder = useCallback(() => {
    if (older === 'idle' && hasOlder) thread.loadOlder();
  }, [thread, older, hasOlder]);
  const { scroller, content, isAtEnd, toEnd, onScroll } = useThreadScroll(loadOlder);

  const lastSeq = items.at(-1)?.seq ?? 0;
  const [seenSeq, setSeenSeq] = useState(lastSeq);
  if (isAtEnd && seenSeq !== lastSeq) setSeenSeq(lastSeq);
  const unseen = isAtEnd ? 0 : items.filter((item) => item.seq > seenSeq && item.kind !== 'event').length;

  const isVisible = hasAttention && isAtEnd;
  useEffect(() => {
    thread.setVisible(isVisible);
    return () => thread.setVisible(false);
  }, [thread, isVisible]);

  useEffect(() => {
    if (isAtEnd && items.length > MOST_ITEMS) thread.trim();
  }, [thread, isAtEnd, items.length]);

  useEffect(() => {
    const element = scroller.current;
    if (element !== null && element.scrollHeight <= element.clientHeight) loadOlder();
  }, [scroller, loadOlder, items.length]);

  // Who sends looks at the end again.
  const sendingId = pending.at(-1)?.id;
  useEffect(() => {
    if (sendingId !== undefined) toEnd();
  }, [sendingId, toEnd]);

  const rows = useMemo(
    () => threadRows({ items, pending, firstUnread, myAccountId: me.accountId, dayOf: days.keyOf }),
    [items, pending, firstUnread, me.accountId, days],
  );

  // Told once, under the last of the team's messages: what stands above it has got at least as far.
  const lastOfTeam = items.findLast((item) => item.kind === 'message' && item.author.kind === 'staff');
  const stateOf = (row: ThreadRow): SendState | null =>
    row.kind === 'message' && row.item === lastOfTeam ? sendStateOf(row.item, state.receipts) : null;

  if (rows.length === 0) {
    return <EmptyState icon={MessageCircle} title={words.emptyTitle} description={words.emptyHint} />;
  }
  return (
    <>
      <div className="relative min-h-0 flex-1">
        <div
          ref={scroller}
          role="log"
          aria-label={words.label(name)}
          aria-busy={older === 'loading'}
          onScroll={onScroll}
          className="flex h-full flex-col overflow-y-auto [overflow-anchor:none] focus-visible:-outline-offset-2"
          {...SCROLLS_BY_KEYBOARD}
        >
          <div className="mt-auto">
            <ThreadTop state={state} onRetry={thread.loadOlder} />
            <div ref={content} className="mx-auto flex w-full max-w-3xl flex-col px-5 pb-2">
              {rows.map((row) => (
                <ThreadRowView
                  key={row.key}
                  row={row}
                  conversationId={conversationId}
                  customer={customer}
                  state={stateOf(row)}
                  dayLabel={row.kind === 'day' ? days.label(row.at) : ''}
                  onRetry={thread.retry}
                  onEdit={onEdit}
                />
              ))}
              {mayDraft && (
                <div className="flex flex-col items-end gap-3 ps-12 pt-3 empty:hidden">
                  <KeptDrafts of={{ conversationId }} />
                </div>
              )}
            </div>
          </div>
        </div>
        {!isAtEnd && <JumpPill count={unseen} onJump={toEnd} />}
      </div>
      <div className="mx-auto w-full max-w-3xl">
        <TypingLine typists={state.typists} customer={customer} />
      </div>
    </>
  );
}
