import { PresenceDot } from '#renderer/accounts/presence/PresenceDot.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useChat } from '#renderer/chat/hooks/useChat.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';

/** Whether the customer is at the page now, or since when not; nothing where it is not known. */
export function VisitorPresenceLine({ conversationId }: { readonly conversationId: string }) {
  const words = useWords().chat.visitorPresence;
  const visitor = useObservable(useChat().visitors).get(conversationId);
  if (visitor === undefined) return null;
  const isActive = visitor.presence === 'active';
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden>·</span>
      <PresenceDot presence={isActive ? 'online' : 'away'} />
      <span>
        {isActive ? (
          words.active
        ) : (
          <>
            {words.awaySince} <RelativeTime at={visitor.since} />
          </>
        )}
      </span>
    </span>
  );
}
