import { useEffect, useRef } from 'react';

/** Calls back as the rows in view come within `margin` of the last; again only after `items` changed. */
export function useNearEnd(
  items: readonly unknown[],
  lastInView: number,
  margin: number,
  onNearEnd: (() => void) | undefined,
): void {
  const isNearEnd = lastInView >= items.length - margin && items.length > 0;
  const nearEnd = useRef(onNearEnd);
  useEffect(() => {
    nearEnd.current = onNearEnd;
  });
  useEffect(() => {
    if (isNearEnd) nearEnd.current?.();
  }, [isNearEnd, items]);
}
