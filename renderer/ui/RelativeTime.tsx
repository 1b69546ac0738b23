import { useUiEnvironment } from './environment.ts';
import { duration, exactTime, relativeTime } from './time.ts';
import { useNow } from './useNow.ts';

export interface RelativeTimeProps {
  /** UTC milliseconds. */
  readonly at: number;
  readonly className?: string;
}

/** A past instant in relative words; exact with its zone on hover. */
export function RelativeTime({ at, className }: RelativeTimeProps) {
  const { locale, timeZone } = useUiEnvironment();
  const now = useNow(30_000);
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at, locale, timeZone)} className={className}>
      {relativeTime(at, now, locale, timeZone)}
    </time>
  );
}

export interface ExactTimeProps extends RelativeTimeProps {
  /** What to show; all of it stands on hover. */
  readonly format?: Intl.DateTimeFormatOptions;
}

/** An instant by the clock, by default hours and minutes. */
export function ExactTime({ at, format = { timeStyle: 'short' }, className }: ExactTimeProps) {
  const { locale, timeZone } = useUiEnvironment();
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at, locale, timeZone)} className={className}>
      {new Intl.DateTimeFormat(locale, { timeZone, ...format }).format(at)}
    </time>
  );
}

export interface DurationProps {
  readonly milliseconds: number;
  /** How many units to show: `3 m 20 s`, or `3 m`. */
  readonly units?: 1 | 2;
  readonly className?: string;
}

export function Duration({ milliseconds, units = 2, className }: DurationProps) {
  const { locale } = useUiEnvironment();
  return <span className={className}>{duration(milliseconds, locale, units)}</span>;
}
