import { useWords } from '#renderer/app/words/useWords.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { duration, exactTime } from '#renderer/ui/time.ts';
import { useNow } from '#renderer/ui/useNow.ts';

/** The last minutes are counted down. */
const SOON_MS = 3_600_000;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** How long a request still waits: a clock that moves. */
export function Expiry({ at, className }: { readonly at: number; readonly className?: string }) {
  const words = useWords().billing.refunds;
  const { locale, timeZone, now } = useUiEnvironment();
  const time = useNow(at - now() < SOON_MS ? SECOND_MS : MINUTE_MS);
  const left = at - time;
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at, locale, timeZone)} className={className}>
      {left > 0 ? words.expiresIn(duration(left, locale)) : words.expiringNow}
    </time>
  );
}
