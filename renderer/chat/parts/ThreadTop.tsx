import { useWords } from '#renderer/app/words/useWords.ts';
import type { ThreadState } from '#renderer/chat/state/threadStore.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Spinner } from '#renderer/ui/Spinner.tsx';

interface ThreadTopProps {
  readonly state: Pick<ThreadState, 'older' | 'hasOlder'>;
  readonly onRetry: () => void;
}

/** What stands above the first message that is loaded. Its height never changes, so that nothing below it jumps. */
export function ThreadTop({ state, onRetry }: ThreadTopProps) {
  const words = useWords();
  return (
    <div className="flex h-12 shrink-0 items-end justify-center text-meta text-ink-faint">
      {state.older === 'error' ? (
        <span className="flex items-center gap-2">
          {words.chat.thread.olderFailed}
          <Button onClick={onRetry}>{words.app.retry}</Button>
        </span>
      ) : state.hasOlder ? (
        state.older === 'loading' && <Spinner label={words.chat.thread.loadingOlder} />
      ) : (
        words.chat.thread.beginning
      )}
    </div>
  );
}
