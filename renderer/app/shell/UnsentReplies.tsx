import { CircleAlert, Clock } from 'lucide-react';
import { Link } from 'wouter';
import { useLine } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useChat } from '#renderer/chat/hooks/useChat.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { cx } from '#renderer/ui/cx.ts';

/** What I wrote and the server does not have yet, and the way to it. While the line stands, only what failed is worth a word. */
export function UnsentReplies() {
  const words = useWords().app.status;
  const line = useLine();
  const { waiting, failed, conversationId } = useObservable(useChat().unsent);
  const waits = line.state === 'online' ? 0 : waiting;
  if (conversationId === null || waits + failed === 0) return null;
  const Icon = failed > 0 ? CircleAlert : Clock;
  return (
    <Link
      href={`/inbox/${conversationId}`}
      className={cx(
        'flex items-center gap-1.5 rounded-[4px] px-1 font-medium hover:bg-hover',
        failed > 0 ? 'text-danger-text' : 'text-warning-text',
      )}
    >
      <Icon aria-hidden className="size-3.5" strokeWidth={2} />
      {failed > 0 ? words.unsentFailed(failed) : words.unsentWaiting(waits)}
    </Link>
  );
}
