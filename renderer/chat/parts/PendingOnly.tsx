import type { PendingReply } from '#renderer/chat/model/sendState.ts';
import { PendingBubble } from './PendingBubble.tsx';

interface PendingOnlyProps {
  readonly pending: readonly PendingReply[];
  readonly onRetry: (id: string) => void;
  readonly onEdit: (id: string) => void;
}

const ALONE = { first: true, last: true };

/** What waits to be sent, where the thread itself could not be read: nothing that was written may seem lost. */
export function PendingOnly({ pending, onRetry, onEdit }: PendingOnlyProps) {
  if (pending.length === 0) return null;
  return (
    <div className="mx-auto flex max-h-1/2 w-full max-w-3xl shrink-0 flex-col gap-1 overflow-y-auto px-5 pb-2">
      {pending.map((reply) => (
        <PendingBubble key={reply.id} reply={reply} group={ALONE} onRetry={onRetry} onEdit={onEdit} />
      ))}
    </div>
  );
}
