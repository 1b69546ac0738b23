import { X } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { chipsOf } from '#renderer/billing/payments/model/chips.ts';
import { NO_FILTERS, without } from '#renderer/billing/payments/model/filters.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import type { FilterPartProps } from './FilterBar.tsx';

/** What is set, each to be taken away, and all of it at once. */
export function Chips({ filters, onChange }: FilterPartProps) {
  const words = useWords().billing.payments;
  const { locale } = useUiEnvironment();
  const chips = chipsOf(filters, words, locale);
  if (chips.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <ul aria-label={words.filters.chips} className="contents">
        {chips.map(({ label, names }) => (
          <li key={names.join()} className="min-w-0">
            <button
              type="button"
              aria-label={words.filters.remove(label)}
              onClick={() => onChange(without(filters, ...names))}
              className="flex h-6 max-w-72 items-center gap-1 rounded-full border border-line bg-sunken ps-2.5 pe-1.5 text-meta font-medium text-ink-muted transition-colors hover:border-line-control hover:text-ink"
            >
              <span className="truncate">{label}</span>
              <X aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
            </button>
          </li>
        ))}
      </ul>
      <Button variant="ghost" className="h-6 text-meta" onClick={() => onChange(NO_FILTERS)}>
        {words.filters.clear}
      </Button>
    </div>
  );
}
