import { useWords } from '#renderer/app/words/useWords.ts';
import { FilterButton } from '#renderer/billing/payments/filters/FilterButton.tsx';
import { HANDS, withRefundFilters } from '#renderer/billing/refunds/all/model/filters.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import type { OutputOf } from '#shared/contract.ts';
import type { RefundFilterProps } from './RefundFilterBar.tsx';

const ANYBODY = 'anybody';
const NOBODY = 'nobody';

interface PeopleFilterProps extends RefundFilterProps {
  readonly people: OutputOf<'billing.refundChoices'>['people'];
}

/** Who had a hand in it, and which. */
export function PeopleFilter({ filters, onChange, people }: PeopleFilterProps) {
  const words = useWords().billing.refunds.all.filters;
  const isSet = [filters.person, ...HANDS.map((hand) => filters[hand])].some((one) => one !== undefined);
  const named = people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FilterButton label={words.people} isSet={isSet} className="w-72">
      {() => (
        <div className="flex flex-col gap-3">
          <Field label={words.person}>
            {(wiring) => (
              <Select
                {...wiring}
                value={filters.person ?? ANYBODY}
                options={[{ value: ANYBODY, label: words.anybody }, ...named]}
                onValueChange={(value) =>
                  onChange(withRefundFilters(filters, { person: value === ANYBODY ? undefined : value }))
                }
              />
            )}
          </Field>
          {HANDS.map((hand) => {
            const chosen = filters[hand];
            return (
              <Field key={hand} label={words.hands[hand]}>
                {(wiring) => (
                  <Select
                    {...wiring}
                    value={chosen === undefined ? ANYBODY : (chosen ?? NOBODY)}
                    options={[
                      { value: ANYBODY, label: words.anybody },
                      { value: NOBODY, label: words.nobody },
                      ...named,
                    ]}
                    onValueChange={(value) =>
                      onChange(
                        withRefundFilters(filters, {
                          [hand]: value === ANYBODY ? undefined : value === NOBODY ? null : value,
                        }),
                      )
                    }
                  />
                )}
              </Field>
            );
          })}
        </div>
      )}
    </FilterButton>
  );
}
