import { useCallback, useEffect, useRef } from 'react';
import { useLatest } from '#renderer/ui/useLatest.ts';

/** Hands on what is typed once the typing pauses, at the latest when the field goes. */
export function useTypedLater<Value>(commit: (value: Value) => void, pauseMs = 250): (value: Value) => void {
  const latest = useLatest(commit);
  const waiting = useRef<{ readonly value: Value; readonly timer: ReturnType<typeof setTimeout> } | null>(null);
  useEffect(
    () => () => {
      if (waiting.current === null) return;
      clearTimeout(waiting.current.timer);
      latest.current(waiting.current.value);
      waiting.current = null;
    },
    [latest],
  );
  return useCallback(
    (value: Value) => {
      if (waiting.current !== null) clearTimeout(waiting.current.timer);
      const timer = setTimeout(() => {
        waiting.current = null;
        latest.current(value);
      }, pauseMs);
      waiting.current = { value, timer };
    },
    [latest, pauseMs],
  );
}
