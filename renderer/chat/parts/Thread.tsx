import { MessageCircleQuestion } from 'lucide-react';
import { useCallback, useEffect, type RefObject } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { useChat, useMe } from '#renderer/chat/hooks/useChat.ts';
import { useCustomerName } from '#renderer/chat/hooks/useCustomerName.ts';
import { useDraft } from '#renderer/chat/hooks/useDraft.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import type { WatchedState } from '#renderer/chat/state/watched.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import type { ConversationSummary } from '#shared/chat/contract.ts';
import { Composer, ReadOnlyNote } from './Composer.tsx';
import { PendingOnly } from './PendingOnly.tsx';
import { ThreadBody } from './ThreadBody.tsx';
import { ThreadHeader } from './ThreadHeader.tsx';
import { ThreadSkeleton } from './ThreadSkeleton.tsx';

export interface ThreadProps {
  readonly conversationId: string;
  readonly watched: WatchedState;
  readonly onBack: (() => void) | null;
  readonly onGone: () => void;
  readonly onRetry: () => void;
  readonly assignOpen: boolean;
  readonly onAssignOpenChange: (open: boolean) => void;
  readonly customerShown: boolean;
  readonly onToggleCustomer: () => void;
  readonly composer: RefObject<HTMLTextAreaElement | null>;
  readonly onRequestPayment: (() => void) | null;
  readonly onRefund: (() => void) | null;
}

/** The open conversation. Keyed by its id. */
export function Thread({ watched, onGone, ...props }: ThreadProps) {
  const words = useWords();
  const { summary, error } = watched;
  if (summary !== null) return <OpenThread {...props} conversation={summary} />;
  if (error === null) return <ThreadSkeleton />;
  if (error.code === 'NOT_FOUND' || error.code === 'INVALID_INPUT') {
    return (
      <EmptyState
        icon={MessageCircleQuestion}
        title={words.chat.thread.goneTitle}
        description={words.chat.thread.goneHint}
        action={<Button onClick={onGone}>{words.chat.thread.goneAction}</Button>}
      />
    );
  }
  const told = wordsForError(error, words);
  return (
    <ErrorState
      title={words.chat.thread.failedTitle}
      description={told.message}
      retryLabel={words.app.retry}
      onRetry={props.onRetry}
      {...(told.reference === null ? {} : { reference: told.reference })}
    />
  );
}

interface OpenThreadProps extends Omit<ThreadProps, 'watched' | 'onGone' | 'onRetry'> {
  readonly conversation: ConversationSummary;
}

function OpenThread({
  conversation,
  conversationId,
  composer,
  onRequestPayment,
  onRefund,
  ...header
}: OpenThreadProps) {
  const words = useWords();
  const me = useMe();
  const chat = useChat();
  const thread = chat.thread(conversationId);
  const state = useObservable(thread);
  const customerName = useCustomerName()(conversation.customer);
  const [text, setText] = useDraft(conversationId);
  useEffect(() => thread.open(), [thread]);

  const edit = useCallback(
    (replyId: string) => {
      const body = thread.discard(replyId);
      if (body === null) return;
      setText(text === '' ? body : `${body}\n${text}`);
      composer.current?.focus();
    },
    [thread, text, setText, composer],
  );
  const told = wordsForError(state.error, words);

  return (
    <section aria-label={words.chat.thread.label(customerName)} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <ThreadHeader conversation={conversation} {...header} />
      {state.status === 'loading' && <ThreadSkeleton />}
      {state.status === 'error' && (
        <ErrorState
          title={words.chat.thread.failedTitle}
          description={told.message}
          retryLabel={words.app.retry}
          onRetry={thread.reload}
          {...(told.reference === null ? {} : { reference: told.reference })}
        />
      )}
      {state.status !== 'ready' && <PendingOnly pending={state.pending} onRetry={thread.retry} onEdit={edit} />}
      {state.status === 'ready' && (
        <ThreadBody
          conversationId={conversationId}
          thread={thread}
          state={state}
          customer={conversation.customer}
          onEdit={edit}
        />
      )}
      {me.mayWrite ? (
        <Composer
          ref={composer}
          text={text}
          onText={setText}
          onSend={thread.send}
          typing={thread.typing}
          customerName={customerName}
          isClosed={conversation.status === 'closed'}
          onRequestPayment={onRequestPayment}
          onRefund={onRefund}
        />
      ) : (
        <ReadOnlyNote onRequestPayment={onRequestPayment} onRefund={onRefund} />
      )}
    </section>
  );
}
