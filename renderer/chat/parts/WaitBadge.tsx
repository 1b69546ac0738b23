import { Clock } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { waitLength, waitTone, type WaitTone } from '#renderer/chat/model/waiting.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useNow } from '#renderer/ui/useNow.ts';

const TONES: Readonly<Record<WaitTone, string>> = {
  calm: 'text-ink-muted',
  warning: 'text-warning-text',
  danger: 'text-danger-text',
};

/** How long a customer has waited for an answer; the longer, the warmer its colour. `since` is UTC milliseconds. */
export function WaitBadge({ since }: { readonly since: number }) {
  const words = useWords().chat.list;
  const waited = useNow(10_000) - since;
  return (
    <span className={cx('inline-flex shrink-0 items-center gap-1 font-medium tabular-nums', TONES[waitTone(waited)])}>
      <Clock aria-hidden className="size-3" strokeWidth={2} />
      {words.waiting(waitLength(waited))}
    </span>
  );
}
