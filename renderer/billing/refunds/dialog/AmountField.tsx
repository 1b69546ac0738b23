import { useWords } from '#renderer/app/words/useWords.ts';
import { problemText } from '#renderer/billing/amounts/problemText.ts';
import { isSure, type ReadAmount } from '#renderer/billing/amounts/readAmount.ts';
import { wholeOf, type Preview } from '#renderer/billing/refunds/model/refundPlan.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { formatMoney, typedMoney } from '#renderer/ui/formatMoney.ts';
import { Input } from '#renderer/ui/Input.tsx';

interface AmountFieldProps {
  readonly preview: Preview;
  readonly read: ReadAmount;
  readonly typed: string;
  /** Whether it was asked for, so that everything that is wrong is said. */
  readonly isTried: boolean;
  readonly isFixed: boolean;
  readonly onType: (typed: string) => void;
}

/** The dialog is there before the amount is known. */
const withFocus = (input: HTMLInputElement | null): void => input?.focus();

/** How much, with all of it a key away. */
export function AmountField({ preview, read, typed, isTried, isFixed, onType }: AmountFieldProps) {
  const { amounts, refunds } = useWords().billing;
  const { dialog: words } = refunds;
  const { locale } = useUiEnvironment();
  const { currency, left } = preview;
  const whole = wholeOf(preview);
  const text = formatMoney({ amount: left, currency }, locale);
  const problem = problemText(read, currency, locale, amounts, {
    tooLittle: words.tooLittle,
    tooMuch: words.tooMuch(text),
  });
  return (
    <Field
      label={words.amount}
      hint={currency}
      help={words.amountHelp(text)}
      error={isTried || isSure(read) ? problem : null}
    >
      {(wiring) => (
        <Input
          {...wiring}
          inputMode="decimal"
          autoComplete="off"
          className="tabular-nums"
          value={typed}
          readOnly={isFixed}
          ref={withFocus}
          onFocus={({ target }) => target.select()}
          onChange={({ target }) => onType(target.value)}
          trailing={
            read.amount !== whole &&
            !isFixed && (
              <Button
                variant="ghost"
                className="-me-2"
                onClick={() => onType(typedMoney({ amount: whole, currency }, locale))}
              >
                {words.all}
              </Button>
            )
          }
        />
      )}
    </Field>
  );
}
