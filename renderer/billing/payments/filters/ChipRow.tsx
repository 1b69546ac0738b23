import { X } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';

/** A filter that is set, in words, and what is left out when it is taken away. */
export interface NamedChip<Name extends string> {
  readonly label: string;
  readonly names: readonly Name[];
}

interface ChipRowProps<Name extends string> {
  readonly chips: readonly NamedChip<Name>[];
  readonly onRemove: (names: readonly Name[]) => void;
  readonly onClear: () => void;
}

/** What is set, each to be taken away, and all of it at once. */
export function ChipRow<Name extends string>({ chips, onRemove, onClear }: ChipRowProps<Name>) {
  const words = useWords().billing.payments.filters;
  if (chips.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <ul aria-label={words.chips} className="contents">
        {chips.map(({ label, names }) => (
          <li key={names.join()} className="min-w-0">
            <button
              type="button"
              aria-label={words.remove(label)}
              onClick={() => onRemove(names)}
              className="flex h-6 max-w-72 items-center gap-1 rounded-full border border-line bg-sunken ps-2.5 pe-1.5 text-meta font-medium text-ink-muted transition-colors hover:border-line-control hover:text-ink"
            >
              <span className="truncate">{label}</span>
              <X aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
            </button>
          </li>
        ))}
      </ul>
      <Button variant="ghost" className="h-6 text-meta" onClick={onClear}>
        {words.clear}
      </Button>
    </div>
  );
}
