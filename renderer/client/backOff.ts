import { AppError } from '#shared/wire/errors.ts';
import type { Timers } from './timers.ts';

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
const DOUBLINGS_TO_LONGEST = 6;

/**
 * Milliseconds to wait before trying again after `attempt` failures (from 0): exponential with full jitter, at most 30 s, so that a
 * thousand clients of a restarted server do not come back in step. What the server asked for (`details.retryAfterMs`) comes on top.
 */
export function backOff(attempt: number, timers: Timers, error?: unknown): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, DOUBLINGS_TO_LONGEST));
  const asked = error instanceof AppError ? (error.details?.retryAfterMs ?? 0) : 0;
  return asked + Math.round(timers.random() * ceiling);
}
