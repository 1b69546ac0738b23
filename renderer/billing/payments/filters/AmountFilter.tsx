import { useState, type SubmitEvent } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useTypedLater } from '#renderer/billing/payments/hooks/useTypedLater.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { typedDecimal } from '#renderer/ui/formatMoney.ts';
import { Input } from '#renderer/ui/Input.tsx';
import { parseDecimal } from '#renderer/ui/parseDecimal.ts';
import { Select } from '#renderer/ui/Select.tsx';
import { decimalText } from '#shared/billing/money.ts';
import { FilterButton } from './FilterButton.tsx';

/** Amounts are compared in thousandths of the major unit. */
const DECIMALS = 3;
const EVERY = 'every';

/** How much, in thousandths of the major unit, and in which currency; null: whatever it is. */
export interface AmountRange {
  readonly amountFrom: number | null;
  readonly amountTo: number | null;
  readonly currency: string | null;
}

interface AmountFilterProps {
  readonly range: AmountRange;
  /** That can be chosen. */
  readonly currencies: readonly string[];
  /** `replace`: while somebody types. */
  readonly onChange: (changes: Partial<AmountRange>, options?: { readonly replace?: boolean }) => void;
}

/** How much, in major units, and in which currency. */
export function AmountFilter(props: AmountFilterProps) {
  const words = useWords().billing.payments.filters;
  const isSet = Object.values(props.range).some((one) => one !== null);
  return (
    <FilterButton label={words.amount} isSet={isSet}>
      {(close) => <Fields {...props} onDone={close} />}
    </FilterButton>
  );
}

type Typed = Readonly<Record<'least' | 'most', string>>;

function Fields({ range, currencies, onChange, onDone }: AmountFilterProps & { readonly onDone: () => void }) {
  const words = useWords().billing.payments.filters;
  const { locale } = useUiEnvironment();
  const written = (thousandths: number | null): string =>
    thousandths === null ? '' : typedDecimal(decimalText(thousandths, DECIMALS), 0, locale);
  const [typed, setTyped] = useState<Typed>(() => ({
    least: written(range.amountFrom),
    most: written(range.amountTo),
  }));
  const read = (text: string): number | null => (text.trim() === '' ? null : parseDecimal(text, DECIMALS, locale));
  const isWrong = (text: string): boolean => text.trim() !== '' && read(text) === null;

  const later = useTypedLater(({ least, most }: Typed) => {
    if (isWrong(least) || isWrong(most)) return;
    onChange({ amountFrom: read(least), amountTo: read(most) }, { replace: true });
  });
  function type(next: Typed): void {
    setTyped(next);
    later(next);
  }
  const [least, most] = [read(typed.least), read(typed.most)];
  const isBackwards = least !== null && most !== null && most < least;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        onDone();
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        <Field label={words.least} error={isWrong(typed.least) ? words.notAmount : null}>
          {(wiring) => (
            <Input
              {...wiring}
              inputMode="decimal"
              value={typed.least}
              onChange={({ target }) => type({ ...typed, least: target.value })}
            />
          )}
        </Field>
        <Field
          label={words.most}
          error={isWrong(typed.most) ? words.notAmount : isBackwards ? words.amountBackwards : null}
        >
          {(wiring) => (
            <Input
              {...wiring}
              inputMode="decimal"
              value={typed.most}
              onChange={({ target }) => type({ ...typed, most: target.value })}
            />
          )}
        </Field>
      </div>
      <p className="text-meta text-ink-faint">{words.amountHelp}</p>
      <Field label={words.currency}>
        {(wiring) => (
          <Select
            {...wiring}
            value={range.currency ?? EVERY}
            options={[
              { value: EVERY, label: words.anyCurrency },
              ...currencies.map((value) => ({ value, label: value })),
            ]}
            onValueChange={(value) => onChange({ currency: value === EVERY ? null : value })}
          />
        )}
      </Field>
      <Button type="submit" className="self-end">
        {words.done}
      </Button>
    </form>
  );
}
