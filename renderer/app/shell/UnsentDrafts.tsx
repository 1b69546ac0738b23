import { useWords } from '#renderer/app/words/useWords.ts';
import type { KeptDraft } from '#renderer/billing/refunds/outbox/draftOutbox.ts';
import { useKeptDrafts } from '#renderer/billing/refunds/outbox/useDrafts.ts';
import { Unsent } from './Unsent.tsx';

const isAny = (): boolean => true;
const hasFailed = ({ state }: KeptDraft): boolean => state === 'failed';

/** Refunds that I drafted without a line and finance does not have yet. */
export function UnsentDrafts() {
  const { draftsWaiting, draftsFailed } = useWords().app.status;
  const drafts = useKeptDrafts(isAny);
  const failed = drafts.filter(hasFailed);
  const [one] = failed.length > 0 ? failed : drafts;
  if (one === undefined) return null;
  const { conversationId, paymentId } = one.asked;
  return (
    <Unsent
      waiting={drafts.length - failed.length}
      failed={failed.length}
      href={conversationId === null ? `/payments/${paymentId}` : `/inbox/${conversationId}`}
      words={{ waiting: draftsWaiting, failed: draftsFailed }}
    />
  );
}
