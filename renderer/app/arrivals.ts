import { useEffect, useState } from 'react';
import { useLatest } from '#renderer/ui/useLatest.ts';
import { ARRIVED_BY_PUSH } from '#renderer/notifications/push/arrived.ts';

const ARRIVED = 'optimaliq:arrived';

/** Says that somebody was led here from outside the page, also where its address has stayed the same. */
export const tellArrived = (): void => void window.dispatchEvent(new Event(ARRIVED));

const nothing = (): void => undefined;

/** How often somebody was led here from outside the page since the component is there; `onArrival` is called each time. */
export function useArrivals(onArrival: () => void = nothing): number {
  const [count, setCount] = useState(0);
  const latest = useLatest(onArrival);
  useEffect(() => {
    const arrived = (): void => {
      setCount((before) => before + 1);
      latest.current();
    };
    const told = (event: MessageEvent): void => {
      if (event.data === ARRIVED_BY_PUSH) arrived();
    };
    const worker = 'serviceWorker' in navigator ? navigator.serviceWorker : null;
    window.addEventListener(ARRIVED, arrived);
    worker?.addEventListener('message', told);
    return () => {
      window.removeEventListener(ARRIVED, arrived);
      worker?.removeEventListener('message', told);
    };
  }, [latest]);
  return count;
}
