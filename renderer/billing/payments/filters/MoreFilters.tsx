import { useState, type SubmitEvent } from 'react';
import { DayRange } from '#renderer/audit/parts/DayRange.tsx';
import { looksLikeEmail } from '#renderer/accounts/looksLikeEmail.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { usePaymentChoices } from '#renderer/billing/payments/hooks/usePaymentChoices.ts';
import { useTypedLater } from '#renderer/billing/payments/hooks/useTypedLater.ts';
import { DISPUTED, REFUNDED, toggled, withFilter } from '#renderer/billing/payments/model/filters.ts';
import { declines } from '#renderer/billing/payments/declines.en.ts';
import { brandName, declineWords, readable } from '#renderer/billing/payments/model/labels.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Checkbox } from '#renderer/ui/Checkbox.tsx';
import { Combobox } from '#renderer/ui/Combobox.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { FilterButton } from './FilterButton.tsx';
import type { FilterPartProps } from './FilterBar.tsx';

const EVERY = 'every';
const NO_DAYS = { from: null, to: null };
const LAST4 = /^\d{4}$/;

/** The reasons there are words for, and the one that is chosen. */
function declineCodes(chosen: string | undefined): readonly string[] {
  const known = Object.keys(declines);
  return chosen === undefined || known.includes(chosen) ? known : [...known, chosen];
}

/** Card, e-mail address, decline reason, refunds and disputes. */
export function MoreFilters({ filters, onChange }: FilterPartProps) {
  const words = useWords().billing.payments.filters;
  const { brand, last4, email, disputed, refunded, refundTime, declineCode, customer } = filters;
  const isSet = [brand, last4, email, disputed, refunded, refundTime, declineCode, customer].some(
    (one) => one !== undefined,
  );
  return (
    <FilterButton label={words.more} isSet={isSet} className="w-80">
      {(close) => <Fields filters={filters} onChange={onChange} onDone={close} />}
    </FilterButton>
  );
}

type Typed = Readonly<Record<'last4' | 'email', string>>;

function Fields({ filters, onChange, onDone }: FilterPartProps & { readonly onDone: () => void }) {
  const words = useWords().billing.payments;
  const texts = words.filters;
  const { brands } = usePaymentChoices(filters.currency, filters.brand);
  const [typed, setTyped] = useState<Typed>({ last4: filters.last4 ?? '', email: filters.email ?? '' });
  const [isLeft, setIsLeft] = useState<Readonly<Record<keyof Typed, boolean>>>({ last4: false, email: false });
  const isWrong = {
    last4: typed.last4 !== '' && !LAST4.test(typed.last4),
    email: typed.email !== '' && !looksLikeEmail(typed.email),
  };

  const later = useTypedLater(({ last4, email }: Typed) => {
    let next = filters;
    if (last4 === '' || LAST4.test(last4)) next = withFilter(next, 'last4', last4 === '' ? null : last4);
    if (email === '' || looksLikeEmail(email)) next = withFilter(next, 'email', email === '' ? null : email);
    if (next.last4 !== filters.last4 || next.email !== filters.email) onChange(next, { replace: true });
  });
  function type(part: keyof Typed, text: string): void {
    const next = { ...typed, [part]: text.trim() };
    setTyped(next);
    later(next);
  }
  const leave = (part: keyof Typed): void => setIsLeft((before) => ({ ...before, [part]: true }));

  return (
    <form
      className="flex max-h-[70vh] flex-col gap-3 overflow-y-auto"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        onDone();
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        <Field label={texts.brand}>
          {(wiring) => (
            <Select
              {...wiring}
              value={filters.brand ?? EVERY}
              options={[
                { value: EVERY, label: texts.anyBrand },
                ...brands.map((value) => ({ value, label: brandName(value, words) })),
              ]}
              onValueChange={(value) => onChange(withFilter(filters, 'brand', value === EVERY ? null : value))}
            />
          )}
        </Field>
        <Field label={texts.last4} error={isLeft.last4 && isWrong.last4 ? texts.notLast4 : null}>
          {(wiring) => (
            <Input
              {...wiring}
              inputMode="numeric"
              maxLength={4}
              value={typed.last4}
              onChange={({ target }) => type('last4', target.value)}
              onBlur={() => leave('last4')}
            />
          )}
        </Field>
      </div>
      <Field label={texts.email} help={texts.emailHelp} error={isLeft.email && isWrong.email ? texts.notEmail : null}>
        {(wiring) => (
          <Input
            {...wiring}
            type="text"
            inputMode="email"
            value={typed.email}
            onChange={({ target }) => type('email', target.value)}
            onBlur={() => leave('email')}
          />
        )}
      </Field>
      <Field label={texts.decline}>
        {(wiring) => (
          <Combobox
            {...wiring}
            label={texts.decline}
            searchPlaceholder={texts.searchDecline}
            nothingFound={texts.noDecline}
            value={filters.declineCode ?? EVERY}
            options={[
              { value: EVERY, label: texts.anyDecline },
              ...declineCodes(filters.declineCode).map((value) => ({
                value,
                // Several codes mean the same.
                label: `${readable(value)}: ${declineWords(value, words).what}`,
              })),
            ]}
            onValueChange={(value) => onChange(withFilter(filters, 'declineCode', value === EVERY ? null : value))}
          />
        )}
      </Field>
      <Field label={texts.disputes}>
        {(wiring) => (
          <Select
            {...wiring}
            value={filters.disputed ?? EVERY}
            options={[
              { value: EVERY, label: texts.anyDispute },
              ...DISPUTED.map((value) => ({ value, label: texts.disputed[value] })),
            ]}
            onValueChange={(value) => onChange(withFilter(filters, 'disputed', value === EVERY ? null : value))}
          />
        )}
      </Field>
      <div role="group" aria-label={texts.refunds} className="flex flex-col gap-2">
        <p aria-hidden className="font-medium">
          {texts.refunds}
        </p>
        {REFUNDED.map((state) => (
          <Checkbox
            key={state}
            label={words.refunded[state]}
            checked={filters.refunded?.includes(state) === true}
            onChange={() => onChange(withFilter(filters, 'refunded', toggled(filters.refunded ?? [], state, REFUNDED)))}
          />
        ))}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <DayRange
          range={filters.refundTime ?? NO_DAYS}
          labels={{ from: texts.refundedFrom, to: texts.refundedTo, backwards: texts.backwards }}
          onChange={(days) =>
            onChange(withFilter(filters, 'refundTime', days.from === null && days.to === null ? null : days))
          }
        />
      </div>
      <Button type="submit" className="self-end">
        {texts.done}
      </Button>
    </form>
  );
}
