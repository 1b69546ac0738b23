import { useEffect, useState } from 'react';
import { useUiEnvironment } from './environment.ts';

/** The time in UTC milliseconds, rendered anew every `everyMs`; null stands still. */
export function useNow(everyMs: number | null): number {
  const { now } = useUiEnvironment();
  const [time, setTime] = useState(now);
  useEffect(() => {
    if (everyMs === null) return undefined;
    const timer = setInterval(() => {
      setTime(now());
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [everyMs, now]);
  return time;
}
