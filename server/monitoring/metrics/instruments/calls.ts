import { contract, isOperationName, type OperationName } from '#shared/contract.ts';
import { ERROR_CODES, type ErrorCode } from '#shared/wire/errors.ts';
import type { PrincipalKind } from '#shared/wire/access.ts';
import type { Counter, Histogram, Registry } from '#server/monitoring/metrics/registry.ts';
import { SECONDS } from './buckets.ts';
import { createJourneys } from './journeys.ts';

/** What became of one call. */
export interface AnsweredCall {
  /** As the client wrote it. */
  readonly name: unknown;
  readonly input: unknown;
  readonly by: PrincipalKind;
  /** Null when it was done. */
  readonly refusedWith: ErrorCode | null;
  /** When it arrived and when it was answered: `registry.now()`. */
  readonly from: number;
  readonly to: number;
}

/** Told of every call that is answered. */
export interface CallInstruments {
  now(): number;
  answered(call: AnsweredCall): void;
}

/** Instruments of the dispatcher: calls, refusals, sign-ins, and messages on their way. */
export function createCallInstruments(registry: Registry): CallInstruments {
  const calls = registry.counter({
    name: 'optimaliq_calls_total',
    help: 'Operations called, by where they run and what came of it.',
    labels: ['place', 'outcome'],
  });
  const seconds = registry.histogram({
    name: 'optimaliq_call_seconds',
    help: 'From the arrival of a call to its answer.',
    labels: ['place'],
    buckets: SECONDS,
  });
  const refusals = registry.counter({
    name: 'optimaliq_refusals_total',
    help: 'Calls that were refused or failed, by error code.',
    labels: ['code'],
  });
  const signIns = registry.counter({
    name: 'optimaliq_sign_ins_total',
    help: 'Tries to sign in: done, or the code they were refused with.',
    labels: ['outcome'],
  });
  const messages = registry.counter({
    name: 'optimaliq_messages_received_total',
    help: 'Chat messages taken, durable when counted, by who wrote them.',
    labels: ['by'],
  });
  const journeys = createJourneys(registry);

  const placeOf = (name: OperationName): string =>
    contract[name].place === 'gateway' ? 'gateway' : contract[name].kind;
  const place = (label: string): { done: Counter; failed: Counter; seconds: Histogram } => ({
    done: calls.with({ place: label, outcome: 'ok' }),
    failed: calls.with({ place: label, outcome: 'failed' }),
    seconds: seconds.with({ place: label }),
  });
  const places = new Map(['command', 'query', 'gateway'].map((label) => [label, place(label)]));
  const unknown = calls.with({ place: 'none', outcome: 'failed' });
  const byOperation = new Map(
    Object.keys(contract)
      .filter(isOperationName)
      .map((name) => [name as string, places.get(placeOf(name))]),
  );
  const byCode = new Map(ERROR_CODES.map((code) => [code, refusals.with({ code })]));
  const byVisitors = messages.with({ by: 'visitor' });
  const byStaff = messages.with({ by: 'staff' });

  return {
    now: registry.now,
    answered: ({ name, input, by, refusedWith, from, to }) => {
      const known = typeof name === 'string' ? byOperation.get(name) : undefined;
      if (refusedWith !== null) {
        (known?.failed ?? unknown).add();
        byCode.get(refusedWith)?.add();
      } else known?.done.add();
      known?.seconds.observe(to - from);
      switch (name) {
        case 'chat.send':
        case 'chat.reply':
          if (refusedWith !== null) return;
          (name === 'chat.send' ? byVisitors : byStaff).add();
          journeys.durable(to - from);
          journeys.sent(name === 'chat.send' ? 'staff' : 'visitor', input as { conversationId: string }, from);
          break;
        case 'chat.delivered':
        case 'chat.read':
          if (refusedWith === null)
            journeys.reached(by === 'visitor' ? 'visitor' : 'staff', input as { conversationId: string }, name, to);
          break;
        case 'accounts.signIn':
          signIns.with({ outcome: refusedWith ?? 'ok' }).add();
          break;
      }
    },
  };
}
