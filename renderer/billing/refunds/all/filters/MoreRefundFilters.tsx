import { useWords } from '#renderer/app/words/useWords.ts';
import { FilterButton } from '#renderer/billing/payments/filters/FilterButton.tsx';
import { reasonText } from '#renderer/billing/payments/model/labels.ts';
import {
  DECISIONS,
  ORIGINS,
  withRefundFilters,
  type RefundFilters,
} from '#renderer/billing/refunds/all/model/filters.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { NamedFilter, withChosen } from './NamedFilter.tsx';
import type { RefundFilterProps } from './RefundFilterBar.tsx';

interface MoreRefundFiltersProps extends RefundFilterProps {
  readonly choices: OutputOf<'billing.refundChoices'>;
}

/** No value of ours or Stripe's is one of these. */
const EVERY = '*';
const NONE = '-';

/** Origin, reason, product, label, decision, failure, and whether it is money given back. */
export function MoreRefundFilters({ filters, onChange, choices }: MoreRefundFiltersProps) {
  const { payments, refunds } = useWords().billing;
  const words = refunds.all.filters;
  const { origin, reason, product, label, decision, failureCode, isGiven } = filters;
  const isSet = [origin, reason, product, label, decision, failureCode, isGiven].some((one) => one !== undefined);
  const set = (changes: { readonly [Name in keyof RefundFilters]?: RefundFilters[Name] | undefined }): void =>
    onChange(withRefundFilters(filters, changes));
  const coded = (codes: readonly string[]) => codes.map((value) => ({ value, label: reasonText(value, payments) }));
  return (
    <FilterButton label={payments.filters.more} isSet={isSet} className="w-80">
      {() => (
        <div className="flex max-h-[70vh] flex-col gap-3 overflow-y-auto">
          <Field label={words.money}>
            {(wiring) => (
              <Select
                {...wiring}
                value={isGiven === undefined ? EVERY : isGiven ? 'yes' : 'no'}
                options={[
                  { value: EVERY, label: words.anyMoney },
                  { value: 'yes', label: words.chip.given },
                  { value: 'no', label: words.chip.notGiven },
                ]}
                onValueChange={(value) => set({ isGiven: value === EVERY ? undefined : value === 'yes' })}
              />
            )}
          </Field>
          <Field label={words.origin}>
            {(wiring) => (
              <Select
                {...wiring}
                value={origin ?? EVERY}
                options={[
                  { value: EVERY, label: words.anyOrigin },
                  ...ORIGINS.map((value) => ({ value, label: words.origins[value] })),
                ]}
                onValueChange={(value) => set({ origin: ORIGINS.find((one) => one === value) })}
              />
            )}
          </Field>
          <Field label={words.reason}>
            {(wiring) => (
              <Select
                {...wiring}
                value={reason === undefined ? EVERY : (reason ?? NONE)}
                options={[
                  { value: EVERY, label: words.anyReason },
                  { value: NONE, label: words.chip.noReason },
                  ...coded(withChosen(choices.reasons, reason)),
                ]}
                onValueChange={(value) => set({ reason: value === EVERY ? undefined : value === NONE ? null : value })}
              />
            )}
          </Field>
          <NamedFilter
            label={words.product}
            help={words.productHelp}
            texts={[words.anyProduct, words.chip.noProduct, words.searchProduct, words.noSuchProduct]}
            all={choices.products}
            chosen={product}
            onChange={(next) => set({ product: next })}
          />
          <NamedFilter
            label={words.conversationLabel}
            help={words.labelHelp}
            texts={[words.anyLabel, words.chip.noLabel, words.searchLabel, words.noSuchLabel]}
            all={choices.labels}
            chosen={label}
            onChange={(next) => set({ label: next })}
          />
          <Field label={words.decision}>
            {(wiring) => (
              <Select
                {...wiring}
                value={decision ?? EVERY}
                options={[
                  { value: EVERY, label: words.anyDecision },
                  ...DECISIONS.map((value) => ({ value, label: words.decisions[value] })),
                ]}
                onValueChange={(value) => set({ decision: DECISIONS.find((one) => one === value) })}
              />
            )}
          </Field>
          <Field label={words.failure}>
            {(wiring) => (
              <Select
                {...wiring}
                value={failureCode ?? EVERY}
                options={[
                  { value: EVERY, label: words.anyFailure },
                  ...coded(withChosen(choices.failureCodes, failureCode)),
                ]}
                onValueChange={(value) => set({ failureCode: value === EVERY ? undefined : value })}
              />
            )}
          </Field>
        </div>
      )}
    </FilterButton>
  );
}
