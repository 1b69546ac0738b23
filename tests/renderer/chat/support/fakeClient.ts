import type { Client, FeedEvent, LineState, SubscriptionListener } from '#renderer/client/client.ts';
import type { InputOf, OperationName, OutputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';

/** A call that waits for the test to answer it. */
export interface OpenCall<Name extends OperationName> {
  readonly input: InputOf<Name>;
  answer(output: OutputOf<Name>): Promise<void>;
  fail(error: AppError): Promise<void>;
}

export interface FakeClient extends Client {
  /** All calls of a name so far, oldest first. */
  inputs<Name extends OperationName>(name: Name): InputOf<Name>[];
  /** Answers every call of a name from now on; without it calls stay open for `next`. */
  respond<Name extends OperationName>(name: Name, respond: (input: InputOf<Name>) => OutputOf<Name>): void;
  /** The oldest call of a name that nobody has answered. */
  next<Name extends OperationName>(name: Name): OpenCall<Name>;
  emit(subscription: string, ...events: FeedEvent[]): void;
  snapshot(subscription: string): void;
  isSubscribed(subscription: string): boolean;
  setLine(line: LineState): void;
}

interface Waiting {
  readonly name: string;
  readonly input: unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Lets the promises that are settled run their course. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

export function createFakeClient(): FakeClient {
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  const waiting: Waiting[] = [];
  const responders = new Map<string, (input: never) => unknown>();
  const listeners = new Map<string, Set<SubscriptionListener>>();
  const lineListeners = new Set<(line: LineState) => void>();
  let line: LineState = { state: 'online' };

  return {
    call<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
      calls.push({ name, input });
      if (line.state !== 'online') return Promise.reject(new AppError('UNAVAILABLE', 'The line is down.'));
      const responder = responders.get(name) as ((input: InputOf<Name>) => OutputOf<Name>) | undefined;
      if (responder !== undefined)
        return new Promise((resolve) => {
          resolve(responder(input));
        });
      return new Promise((resolve, reject) => {
        waiting.push({ name, input, resolve: resolve as (value: unknown) => void, reject });
      });
    },
    inputs: <Name extends OperationName>(name: Name) =>
      calls.filter((call) => call.name === name).map((call) => call.input as InputOf<Name>),
    respond(name, respond) {
      responders.set(name, respond);
    },
    next<Name extends OperationName>(name: Name): OpenCall<Name> {
      const index = waiting.findIndex((call) => call.name === name);
      const call = waiting[index];
      if (call === undefined) throw new Error(`no open call of ${name}`);
      waiting.splice(index, 1);
      return {
        input: call.input as InputOf<Name>,
        answer(output) {
          call.resolve(output);
          return settle();
        },
        fail(error) {
          call.reject(error);
          return settle();
        },
      };
    },
    subscribe(subscription, listener) {
      const group = listeners.get(subscription) ?? new Set();
      listeners.set(subscription, group.add(listener));
      return () => {
        group.delete(listener);
      };
    },
    emit(subscription, ...events) {
      for (const listener of listeners.get(subscription) ?? []) listener.onEvents(events);
    },
    snapshot(subscription) {
      for (const listener of listeners.get(subscription) ?? []) listener.onSnapshotNeeded();
    },
    isSubscribed: (subscription) => (listeners.get(subscription)?.size ?? 0) > 0,
    setLine(next) {
      line = next;
      if (next.state !== 'online') {
        for (const call of waiting.splice(0)) call.reject(new AppError('UNAVAILABLE', 'The line went down.'));
      }
      for (const listener of [...lineListeners]) listener(next);
    },
    line: () => line,
    onLine(listener) {
      lineListeners.add(listener);
      return () => {
        lineListeners.delete(listener);
      };
    },
    retryNow: () => undefined,
    close: () => undefined,
  };
}
