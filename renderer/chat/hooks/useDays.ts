import { useMemo } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';

export interface Days {
  /** Names the calendar day of an instant; equal days, equal names. */
  keyOf(at: number): string;
  /** The day in words: today, yesterday, or its date. */
  label(at: number): string;
}

const DAY_MS = 86_400_000;

/** Calendar days in the reader's time zone. Making a formatter is what costs, so each is made once. */
export function useDays(): Days {
  const { locale, timeZone, now } = useUiEnvironment();
  const { today, yesterday } = useWords().chat.thread;
  return useMemo(() => {
    const key = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
    const weekday: Intl.DateTimeFormatOptions = { timeZone, weekday: 'long', day: 'numeric', month: 'long' };
    const thisYear = new Intl.DateTimeFormat(locale, weekday);
    const anyYear = new Intl.DateTimeFormat(locale, { ...weekday, year: 'numeric' });
    const keyOf = (at: number): string => key.format(at);
    return {
      keyOf,
      label(at) {
        const day = keyOf(at);
        const time = now();
        if (day === keyOf(time)) return today;
        if (day === keyOf(time - DAY_MS)) return yesterday;
        return (day.slice(0, 4) === keyOf(time).slice(0, 4) ? thisYear : anyYear).format(at);
      },
    };
  }, [locale, timeZone, now, today, yesterday]);
}

/** In a list in the order of time: the heading of each day, by the key of its first item. */
export function useDayStarts<Item extends { readonly at: number }, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, string> {
  const days = useDays();
  return useMemo(() => {
    const starts = new Map<Key, string>();
    let day = '';
    for (const item of items) {
      const own = days.keyOf(item.at);
      if (own !== day) starts.set(keyOf(item), days.label(item.at));
      day = own;
    }
    return starts;
  }, [items, keyOf, days]);
}
