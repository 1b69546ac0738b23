import { KeptDraftCard } from './KeptDraftCard.tsx';
import { useKeptDrafts } from './useDrafts.ts';

interface KeptDraftsProps {
  /** Those of a conversation, or of a payment. */
  readonly of: { readonly conversationId: string } | { readonly paymentId: string };
}

/** What was drafted here and waits for the line. */
export function KeptDrafts({ of }: KeptDraftsProps) {
  const drafts = useKeptDrafts(({ asked }) =>
    'conversationId' in of ? asked.conversationId === of.conversationId : asked.paymentId === of.paymentId,
  );
  return drafts.map((draft) => <KeptDraftCard key={draft.id} draft={draft} />);
}
