import { CloudOff } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { CardHead, RefundCardFrame } from '#renderer/billing/refunds/thread/RefundCardFrame.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Money } from '#renderer/ui/Money.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { KeptDraft } from './draftOutbox.ts';
import { useDrafts } from './useDrafts.ts';

/** A refund that waits for the line; one that was not taken says why. */
export function KeptDraftCard({ draft }: { readonly draft: KeptDraft }) {
  const all = useWords();
  const words = all.billing.refunds.outbox;
  const drafts = useDrafts();
  const { id, asked, currency, state, error, at } = draft;
  const hasFailed = state === 'failed';
  const reason = error === null ? null : wordsForError(error, all).message;
  return (
    <RefundCardFrame label={words.label} isDashed>
      <CardHead>
        <Badge tone={hasFailed ? 'danger' : 'warning'} icon={CloudOff} className="ms-auto">
          {hasFailed ? words.failed : state === 'sending' ? words.sending : words.waiting}
        </Badge>
      </CardHead>
      <Money amount={asked.amount} currency={currency} className="text-title font-semibold" />
      {hasFailed ? (
        <p role="alert" className="text-danger-text">
          {reason}
        </p>
      ) : (
        <p className="text-ink-muted">{words.only}</p>
      )}
      {state !== 'sending' && (
        <span className="flex flex-wrap gap-2 pt-1">
          {hasFailed && <Button onClick={() => drafts.retry(id)}>{words.retry}</Button>}
          <Button variant="ghost" onClick={() => drafts.discard(id)}>
            {words.discard}
          </Button>
        </span>
      )}
      <ExactTime at={at} className="text-meta text-ink-faint tabular-nums" />
    </RefundCardFrame>
  );
}
