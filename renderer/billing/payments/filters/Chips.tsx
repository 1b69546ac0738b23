import { useWords } from '#renderer/app/words/useWords.ts';
import { chipsOf } from '#renderer/billing/payments/model/chips.ts';
import { NO_FILTERS, without } from '#renderer/billing/payments/model/filters.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ChipRow } from './ChipRow.tsx';
import type { FilterPartProps } from './FilterBar.tsx';

/** What is set of the filters of payments. */
export function Chips({ filters, onChange }: FilterPartProps) {
  const words = useWords().billing.payments;
  const { locale } = useUiEnvironment();
  return (
    <ChipRow
      chips={chipsOf(filters, words, locale)}
      onRemove={(names) => onChange(without(filters, ...names))}
      onClear={() => onChange(NO_FILTERS)}
    />
  );
}
