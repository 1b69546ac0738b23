import { useWords } from '#renderer/app/words/useWords.ts';
import { possibleAmount, type Refusal } from '#renderer/billing/refunds/model/refusal.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { exactTime } from '#renderer/ui/time.ts';

interface RefusalNoteProps {
  readonly refusal: Refusal;
  /** What is left of the payment, in minor units of `currency`. */
  readonly left: number;
  readonly currency: string;
  /** Absent where the amount cannot be changed. */
  readonly onUse?: (amount: number) => void;
}

/** Why this amount does not go, and the one that does. */
export function RefusalNote({ refusal, left, currency, onUse }: RefusalNoteProps) {
  const { dialog: words } = useWords().billing.refunds;
  const { locale, timeZone } = useUiEnvironment();
  const text = (amount: number): string => formatMoney({ amount, currency }, locale);
  const possible = possibleAmount(refusal, left, currency);
  const later =
    refusal.because !== 'perPersonDay'
      ? ''
      : refusal.roomAt === null
        ? ` ${words.refusals.never}`
        : ` ${words.refusals.roomAt(exactTime(refusal.roomAt, locale, timeZone))}`;
  return (
    <Banner
      tone="warning"
      live
      className="rounded-small"
      action={
        possible !== null &&
        onUse !== undefined && <Button onClick={() => onUse(possible)}>{words.use(text(possible))}</Button>
      }
    >
      {words.refusals[refusal.because](text(refusal.most))}
      {later}
    </Banner>
  );
}
