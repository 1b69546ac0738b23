import { useEffect, useRef, type RefObject } from 'react';

/** A box that always holds the newest value, for callbacks that are registered once. Not for reading while rendering. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const box = useRef(value);
  useEffect(() => {
    box.current = value;
  });
  return box;
}
