import { useWords } from '#renderer/app/words/useWords.ts';
import { possibleAmount, type Refusal } from '#renderer/billing/refunds/model/refusal.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';

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
  const { locale } = useUiEnvironment();
  const text = (amount: number): string => formatMoney({ amount, currency }, locale);
  const possible = possibleAmount(refusal, left, currency);
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
      {words.refusals[refusal.because](text(refusal.most))}{' '}
      {refusal.because === 'perPersonDay' && <Later roomAt={refusal.roomAt} />}
    </Banner>
  );
}

/** When an amount fits again, as what was set going falls out of the 24 hours. */
function Later({ roomAt }: { readonly roomAt: number | null }) {
  const { refusals: words } = useWords().billing.refunds.dialog;
  if (roomAt === null) return words.never;
  return (
    <>
      {words.roomAt} <ExactTime at={roomAt} format={{ weekday: 'long', hour: '2-digit', minute: '2-digit' }} />.
    </>
  );
}
