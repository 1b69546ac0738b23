import type { Logger } from 'pino';
import { contract, isOperationName, type OperationName } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Reply } from '#shared/wire/frame.ts';
import type { CoreCall, CoreResult } from '#server/core/call.ts';
import { failureOf } from '#server/core/failure.ts';
import type { CallInstruments } from '#server/monitoring/metrics/instruments/calls.ts';
import { authorise } from './authorise.ts';
import type { Connection } from './connection.ts';
import type { Afterwards, GatewayContext, GatewayHandlers } from './gateway.ts';
import { newCorrelationId } from './correlation.ts';
import type { LimitGuard } from './limits.ts';
import { parseInput } from './parse.ts';

export interface DispatcherOptions {
  readonly submit: (call: CoreCall) => Promise<CoreResult>;
  readonly gateway: GatewayHandlers;
  readonly afterwards: Afterwards;
  readonly limits: LimitGuard;
  /** Somebody signed in or out on this connection. */
  readonly onPrincipalChanged: (connection: Connection) => void;
  readonly clock: () => number;
  /** Somebody calls. `at`: UTC ms. */
  readonly onCall?: ((connection: Connection, at: number) => void) | undefined;
  /** What measures it; nothing does when not given. */
  readonly instruments?: CallInstruments | undefined;
  readonly logger: Logger;
}

export interface Dispatcher {
  /** Parses, authorises, runs and answers one call. Never rejects. */
  call(connection: Connection, name: unknown, input: unknown): Promise<Reply>;
  /** Refuses every further call; resolves when those under way have their answers. */
  stop(): Promise<void>;
}

type AnyHandler = (context: GatewayContext, input: unknown) => unknown;
type AnyAfterwards = (context: GatewayContext, output: unknown, input: unknown) => unknown;

export function createDispatcher({
  submit,
  gateway,
  afterwards,
  limits,
  onPrincipalChanged,
  clock,
  onCall,
  instruments,
  logger,
}: DispatcherOptions): Dispatcher {
  let underWay = 0;
  let whenStopped: (() => void) | undefined;

  async function inCore(context: GatewayContext, name: OperationName, input: unknown): Promise<CoreResult> {
    const { connection, correlationId } = context;
    const result = await submit({ name, input, principal: connection.principal, correlationId, origin: connection.id });
    const afterwardsOf = afterwards[name] as AnyAfterwards | undefined;
    if (result.ok && afterwardsOf !== undefined) await afterwardsOf(context, result.value, input);
    return result;
  }

  async function run(context: GatewayContext, name: unknown, input: unknown): Promise<CoreResult> {
    const { connection, at } = context;
    if (whenStopped !== undefined) {
      throw new AppError('UNAVAILABLE', 'The server is stopping. Try again in a moment.', { reason: 'stopping' });
    }
    limits.call(connection);
    if (typeof name !== 'string' || !isOperationName(name)) {
      throw new AppError('INVALID_INPUT', 'There is no such operation.', { reason: 'operation' });
    }
    const operation = contract[name];
    const parsed = parseInput(operation.input, input);
    authorise(operation, connection.principal, at);
    if ('limit' in operation) limits.draw(operation.limit, connection);
    if (operation.place === 'core') return inCore(context, name, parsed);
    const handler = gateway[name] as AnyHandler | undefined;
    if (handler === undefined) throw new TypeError(`${name} has no handler`);
    const { principal } = connection;
    const value = await handler(context, parsed);
    if (connection.principal !== principal) onPrincipalChanged(connection);
    return { ok: true, value };
  }

  return {
    call: async (connection, name, input) => {
      const correlationId = newCorrelationId();
      const from = instruments?.now() ?? 0;
      const by = connection.principal.kind;
      let result: CoreResult;
      underWay += 1;
      try {
        const at = clock();
        onCall?.(connection, at);
        result = await run({ connection, correlationId, at }, name, input);
      } catch (thrown) {
        result = failureOf(thrown, correlationId);
      }
      underWay -= 1;
      if (underWay === 0) whenStopped?.();
      const refusedWith = result.ok ? null : result.error.code;
      instruments?.answered({ name, input, by, refusedWith, from, to: instruments.now() });
      if (result.ok) return result;
      const { error, cause } = result;
      if (cause !== undefined) logger.error({ correlationId, operation: name, cause }, 'an operation failed');
      return { ok: false, error };
    },
    stop: () =>
      new Promise((resolve) => {
        whenStopped = resolve;
        if (underWay === 0) resolve();
      }),
  };
}
