import { aheadAt } from '#shared/calendar.ts';
import type { QuietHours } from '#shared/notifications/preferences/contract.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * When the quiet hours end that an instant lies in (all UTC ms), or null outside of them. They begin on the chosen days by the clock of
 * `timeZone`, and last as long as that clock says: an hour more or less where it changes.
 */
export function quietUntil({ isOn, from, to, timeZone, days }: QuietHours, at: number): number | null {
  if (!isOn || from === to) return null;
  const shown = at + aheadAt(at, timeZone);
  const today = Math.floor(shown / DAY);
  for (const day of [today - 1, today]) {
    // The epoch was a Thursday.
    if (!days.includes((day + 4) % 7)) continue;
    const begin = day * DAY + from * MINUTE;
    const end = day * DAY + (to > from ? to : to + 1_440) * MINUTE;
    if (shown >= begin && shown < end) return end - aheadAt(end - aheadAt(at, timeZone), timeZone);
  }
  return null;
}
