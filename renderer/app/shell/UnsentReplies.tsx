import { useWords } from '#renderer/app/words/useWords.ts';
import { useChat } from '#renderer/chat/hooks/useChat.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { Unsent } from './Unsent.tsx';

/** What I wrote and the server does not have yet. */
export function UnsentReplies() {
  const { unsentWaiting, unsentFailed } = useWords().app.status;
  const { waiting, failed, conversationId } = useObservable(useChat().unsent);
  if (conversationId === null) return null;
  return (
    <Unsent
      waiting={waiting}
      failed={failed}
      href={`/inbox/${conversationId}`}
      words={{ waiting: unsentWaiting, failed: unsentFailed }}
    />
  );
}
