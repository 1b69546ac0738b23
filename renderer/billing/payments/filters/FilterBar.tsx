import type { ReactNode, Ref } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { STATES, withFilter, withFilters, type Filters } from '#renderer/billing/payments/model/filters.ts';
import { usePaymentChoices } from '#renderer/billing/payments/hooks/usePaymentChoices.ts';
import { AmountFilter } from './AmountFilter.tsx';
import { Chips } from './Chips.tsx';
import { ChoicesFilter } from './ChoicesFilter.tsx';
import { MoreFilters } from './MoreFilters.tsx';
import { SearchField } from './SearchField.tsx';
import { TimeFilter } from './TimeFilter.tsx';

export interface FilterPartProps {
  readonly filters: Filters;
  readonly onChange: (filters: Filters, options?: { readonly replace?: boolean }) => void;
}

interface FilterBarProps extends FilterPartProps {
  /** The saved filters, at the end. */
  readonly saved: ReactNode;
  readonly searchRef: Ref<HTMLInputElement>;
}

/** Which payments are shown. */
export function FilterBar({ filters, onChange, saved, searchRef }: FilterBarProps) {
  const { filters: words, states } = useWords().billing.payments;
  const { currencies } = usePaymentChoices(filters.currency, filters.brand);
  return (
    <div
      role="group"
      aria-label={words.label}
      className="flex shrink-0 flex-col gap-2 border-b border-line px-5 py-2.5"
    >
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          ref={searchRef}
          text={filters.text}
          onChange={(text) => onChange(withFilter(filters, 'text', text), { replace: filters.text !== undefined })}
        />
        <ChoicesFilter
          label={words.state}
          all={STATES}
          chosen={filters.states ?? []}
          nameOf={(state) => states[state]}
          onChange={(chosen) => onChange(withFilter(filters, 'states', chosen))}
        />
        <TimeFilter time={filters.time} onChange={(time) => onChange(withFilter(filters, 'time', time))} />
        <AmountFilter
          range={{
            amountFrom: filters.amountFrom ?? null,
            amountTo: filters.amountTo ?? null,
            currency: filters.currency ?? null,
          }}
          currencies={currencies}
          onChange={(changes, options) => onChange(withFilters(filters, changes), options)}
        />
        <MoreFilters filters={filters} onChange={onChange} />
        <span className="ms-auto">{saved}</span>
      </div>
      <Chips filters={filters} onChange={onChange} />
    </div>
  );
}
