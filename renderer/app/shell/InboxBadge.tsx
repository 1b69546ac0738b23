import { useWords } from '#renderer/app/words/useWords.ts';
import { useChat } from '#renderer/chat/hooks/useChat.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { CountBadge } from '#renderer/ui/Badge.tsx';

/** How many conversations wait unread, beside the inbox's icon; nothing when none does. */
export function InboxBadge() {
  const { navigation } = useWords().app;
  const { counts } = useObservable(useChat().inbox);
  const unread = counts?.unread ?? 0;
  if (unread === 0) return null;
  return <CountBadge count={unread > 99 ? '99+' : String(unread)} label={navigation.unread(unread)} />;
}
