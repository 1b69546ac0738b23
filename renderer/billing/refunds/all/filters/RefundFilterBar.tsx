import { REFUND_STATES } from '#shared/billing/refunds/states.ts';
import type { ReactNode } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { AmountFilter } from '#renderer/billing/payments/filters/AmountFilter.tsx';
import { ChipRow } from '#renderer/billing/payments/filters/ChipRow.tsx';
import { ChoicesFilter } from '#renderer/billing/payments/filters/ChoicesFilter.tsx';
import { TimeFilter } from '#renderer/billing/payments/filters/TimeFilter.tsx';
import { useRefundChoices } from '#renderer/billing/refunds/all/hooks/useAllRefunds.ts';
import { refundChipsOf } from '#renderer/billing/refunds/all/model/chips.ts';
import {
  NO_FILTERS,
  without,
  withRefundFilters,
  type RefundFilters,
} from '#renderer/billing/refunds/all/model/filters.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { MoreRefundFilters } from './MoreRefundFilters.tsx';
import { PeopleFilter } from './PeopleFilter.tsx';

export interface RefundFilterProps {
  readonly filters: RefundFilters;
  readonly onChange: (filters: RefundFilters, options?: { readonly replace?: boolean }) => void;
}

/** Which refunds are shown. `after`: what stands at the end of the row. */
export function RefundFilterBar({ filters, onChange, after }: RefundFilterProps & { readonly after: ReactNode }) {
  const { billing } = useWords();
  const { states, all } = billing.refunds;
  const { filters: words } = all;
  const { locale } = useUiEnvironment();
  const choices = useRefundChoices();
  const { currency } = filters;
  const nameOf = (accountId: string): string =>
    choices.people.find(({ id }) => id === accountId)?.name ?? words.somebody;
  return (
    <div
      role="group"
      aria-label={words.label}
      className="flex shrink-0 flex-col gap-2 border-b border-line px-5 py-2.5"
    >
      <div className="flex flex-wrap items-center gap-2">
        <ChoicesFilter
          label={words.state}
          all={REFUND_STATES}
          chosen={filters.states ?? []}
          nameOf={(state) => states[state]}
          onChange={(chosen) => onChange(withRefundFilters(filters, { states: chosen }))}
        />
        <TimeFilter
          time={filters.time}
          onChange={(time) => onChange(withRefundFilters(filters, { time: time ?? undefined }))}
        />
        <AmountFilter
          range={{
            amountFrom: filters.amountFrom ?? null,
            amountTo: filters.amountTo ?? null,
            currency: currency ?? null,
          }}
          currencies={
            currency === undefined || choices.currencies.includes(currency)
              ? choices.currencies
              : [...choices.currencies, currency]
          }
          onChange={(changes, options) =>
            onChange(
              withRefundFilters(
                filters,
                Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value ?? undefined])),
              ),
              options,
            )
          }
        />
        <PeopleFilter filters={filters} onChange={onChange} people={choices.people} />
        <MoreRefundFilters filters={filters} onChange={onChange} choices={choices} />
        <span className="ms-auto flex gap-2">{after}</span>
      </div>
      <ChipRow
        chips={refundChipsOf(filters, billing, nameOf, locale)}
        onRemove={(names) => onChange(without(filters, ...names))}
        onClear={() => onChange(NO_FILTERS)}
      />
    </div>
  );
}
