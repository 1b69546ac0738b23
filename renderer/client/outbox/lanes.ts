import { backOff } from '#renderer/client/backOff.ts';
import type { Timers } from '#renderer/client/timers.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Acknowledged, OutboxMessage } from './outbox.ts';

export interface LanesOptions {
  readonly timers: Timers;
  /** The first message of a lane that waits. */
  readonly next: (lane: string) => OutboxMessage | undefined;
  /** Lanes in which messages wait. */
  readonly openLanes: () => readonly string[];
  readonly send: (message: OutboxMessage) => Promise<Acknowledged>;
  readonly onSending: (id: string) => void;
  readonly onSent: (id: string, acknowledged: Acknowledged) => void;
  /** It failed for a reason that passes. */
  readonly onPassing: (id: string, error: AppError) => void;
  readonly onRefused: (id: string, error: AppError) => void;
  readonly onChange: () => void;
}

export interface Lanes {
  /** This tab sends from now on. */
  lead(): void;
  lineUp(): void;
  lineDown(): void;
  /** Something may have come to wait. */
  run(): void;
  isSlowed(): boolean;
  stop(): void;
}

/** What is no fault of the message: a session that has ended, too, holds it only until its writer has signed in again. */
const PASSING: ReadonlySet<string> = new Set(['UNAVAILABLE', 'RATE_LIMITED', 'UNAUTHENTICATED']);

const asAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('INTERNAL', String(error));

/** Sends what waits, one at a time in each lane: only so is their order sure to be the one they were written in. */
export function createLanes(options: LanesOptions): Lanes {
  const { timers, next, openLanes, send, onSending, onSent, onPassing, onRefused, onChange } = options;
  const busy = new Set<string>();
  let isLeading = false;
  let isUp = false;
  let isSlowed = false;
  let failures = 0;
  let cancelPause: (() => void) | null = null;

  function endPause(): void {
    cancelPause?.();
    cancelPause = null;
    isSlowed = false;
  }

  /** A passing failure holds all lanes: they share the line and the limits. */
  function pause(error: AppError): void {
    endPause();
    isSlowed = error.code === 'RATE_LIMITED';
    cancelPause = timers.after(backOff(failures, timers, error), () => {
      endPause();
      onChange();
      run();
    });
    failures += 1;
  }

  async function runLane(lane: string): Promise<void> {
    const message = next(lane);
    if (!isLeading || !isUp || cancelPause !== null || busy.has(lane) || message === undefined) return;
    busy.add(lane);
    onSending(message.id);
    try {
      const acknowledged = await send(message);
      failures = 0;
      onSent(message.id, acknowledged);
    } catch (thrown) {
      const error = asAppError(thrown);
      if (PASSING.has(error.code)) {
        pause(error);
        onPassing(message.id, error);
      } else onRefused(message.id, error);
    }
    busy.delete(lane);
    await runLane(lane);
  }

  function run(): void {
    for (const lane of openLanes()) void runLane(lane);
  }

  return {
    lead: () => {
      isLeading = true;
      run();
    },
    lineUp: () => {
      isUp = true;
      // The pause was for the line; what the server asked for still holds.
      if (!isSlowed) {
        endPause();
        failures = 0;
      }
      run();
    },
    lineDown: () => {
      isUp = false;
    },
    run,
    isSlowed: () => isSlowed,
    stop: () => {
      isLeading = false;
      endPause();
    },
  };
}
