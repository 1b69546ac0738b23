import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { useMe } from '#renderer/chat/hooks/useChat.ts';
import type { PendingReply } from '#renderer/chat/model/sendState.ts';
import type { GroupPlace } from '#renderer/chat/model/threadRows.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Bubble } from './Bubble.tsx';
import { MessageState } from './MessageState.tsx';

interface PendingBubbleProps {
  readonly reply: PendingReply;
  readonly group: GroupPlace;
  readonly onRetry: (id: string) => void;
  readonly onEdit: (id: string) => void;
}

/** A reply that is not in the thread yet; one that failed says why and offers what can be done. */
export function PendingBubble({ reply, group, onRetry, onEdit }: PendingBubbleProps) {
  const words = useWords();
  const me = useMe();
  const hasFailed = reply.state === 'failed';
  return (
    <div>
      <Bubble
        side="team"
        body={reply.body}
        at={reply.at}
        group={hasFailed ? { ...group, last: true } : group}
        author={words.chat.you}
        showsName={false}
        avatarName={me.name}
        avatarSeed={me.accountId}
        isFaded={reply.state !== 'sent'}
        state={<MessageState state={reply.state} />}
      />
      {reply.state === 'waiting' && reply.error !== null && (
        <p role="status" className="mt-1 text-end text-meta text-ink-muted">
          {words.chat.retriedByItself(wordsForError(reply.error, words).message)}
        </p>
      )}
      {hasFailed && (
        <div role="alert" className="mt-1 flex items-center justify-end gap-2 text-meta text-danger-text">
          <span>{wordsForError(reply.error, words).message}</span>
          <Button onClick={() => onEdit(reply.id)}>{words.chat.failed.edit}</Button>
          <Button onClick={() => onRetry(reply.id)}>{words.chat.failed.retry}</Button>
        </div>
      )}
    </div>
  );
}
