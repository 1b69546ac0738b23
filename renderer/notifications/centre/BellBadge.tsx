import { useWords } from '#renderer/app/words/useWords.ts';
import { useUnseen } from '#renderer/notifications/useNotifications.ts';
import { CountBadge } from '#renderer/ui/Badge.tsx';

/** How many notifications one has not seen yet; nothing when there is none. */
export function BellBadge() {
  const words = useWords().notifications.centre;
  const count = useUnseen();
  return count === 0 ? null : <CountBadge count={count > 99 ? '99+' : String(count)} label={words.unseen(count)} />;
}
