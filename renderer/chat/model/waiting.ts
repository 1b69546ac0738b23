/** How pressing a wait is; each has its tone in the tokens. */
export type WaitTone = 'calm' | 'warning' | 'danger';

const MINUTE_MS = 60_000;
const WARNING_FROM_MS = 5 * MINUTE_MS;
const DANGER_FROM_MS = 30 * MINUTE_MS;

/** @param waitedMs milliseconds since the customer began to wait. */
export function waitTone(waitedMs: number): WaitTone {
  if (waitedMs >= DANGER_FROM_MS) return 'danger';
  return waitedMs >= WARNING_FROM_MS ? 'warning' : 'calm';
}

export interface WaitLength {
  readonly unit: 'second' | 'minute' | 'hour' | 'day';
  readonly count: number;
}

/** The largest whole unit: a list needs one number, not three. A clock that runs behind gives 0 seconds. */
export function waitLength(waitedMs: number): WaitLength {
  const minutes = Math.floor(waitedMs / MINUTE_MS);
  if (minutes < 1) return { unit: 'second', count: Math.max(0, Math.floor(waitedMs / 1_000)) };
  if (minutes < 60) return { unit: 'minute', count: minutes };
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? { unit: 'hour', count: hours } : { unit: 'day', count: Math.floor(hours / 24) };
}
