import { Check, CircleAlert, Pencil } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { DraftState } from '#renderer/billing/disputes/state/textDraft.ts';
import { cx } from '#renderer/ui/cx.ts';

const LOOKS = {
  unsaved: { icon: Pencil, className: 'text-ink-faint' },
  saving: { icon: Pencil, className: 'text-ink-faint' },
  saved: { icon: Check, className: 'text-success-text' },
  failed: { icon: CircleAlert, className: 'text-danger-text' },
} as const;

/** Whether what was written is kept. */
export function SaveSign({ sign }: Pick<DraftState, 'sign'>) {
  const { form } = useWords().billing.disputes;
  const isSaid = sign !== 'idle' && sign !== 'conflict';
  const { icon: Icon, className } = isSaid ? LOOKS[sign] : LOOKS.saved;
  return (
    <span role="status" className={cx('flex items-center gap-1 text-meta', className)}>
      {isSaid && (
        <>
          <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
          {form[sign]}
        </>
      )}
    </span>
  );
}
