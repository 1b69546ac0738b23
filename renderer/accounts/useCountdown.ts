import { useNow } from '#renderer/ui/useNow.ts';

/** Milliseconds left until an instant (UTC milliseconds), by the second; 0 when it has passed or is null. */
export function useCountdown(until: number | null): number {
  const now = useNow(until === null ? null : 1_000);
  return until === null ? 0 : Math.max(0, until - now);
}
