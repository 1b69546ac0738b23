import type { Tone } from '#renderer/ui/Badge.tsx';

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Less than these is urgent, and soon. */
const URGENT = 2 * DAY;
const SOON = 5 * DAY;

const unit = (count: number, name: string, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(count);

/** A time in its two largest units, in full: `2 days 3 hours`; seconds only within the last hour. Empty for less than a second. */
export function longDuration(ms: number, locale: string): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor(seconds / 3_600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    ...(seconds < 3_600 ? [[seconds % 60, 'second'] as const] : []),
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return '';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, name]) => unit(count, name, locale))
    .join(' ');
}

type Urgency = 'past' | 'urgent' | 'soon' | 'later';

export function urgencyOf(dueAt: number, now: number): Urgency {
  const left = dueAt - now;
  if (left <= 0) return 'past';
  if (left < URGENT) return 'urgent';
  return left < SOON ? 'soon' : 'later';
}

export const URGENCY_TONES: Readonly<Record<Urgency, Tone>> = {
  past: 'danger',
  urgent: 'danger',
  soon: 'warning',
  later: 'neutral',
};
