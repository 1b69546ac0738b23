import type { Logger } from 'pino';
import { contract, isOperationName, type OperationName } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Reply } from '#shared/wire/frame.ts';
import type { CoreCall, CoreResult } from '#server/core/call.ts';
import { failureOf } from '#server/core/failure.ts';
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
  readonly clock: () => number;
  readonly logger: Logger;
}

export interface Dispatcher {
  /** Parses, authorises, runs and answers one call. Never rejects. */
  call(connection: Connection, name: unknown, input: unknown): Promise<Reply>;
}

type AnyHandler = (context: GatewayContext, input: unknown) => unknown;

export function createDispatcher({ submit, gateway, afterwards, limits, clock, logger }: DispatcherOptions): Dispatcher {
  async function inCore(context: GatewayContext, name: OperationName, input: unknown): Promise<CoreResult> {
    const { connection, correlationId } = context;
    const result = await submit({ name, input, principal: connection.principal, correlationId, origin: connection.id });
    const afterwardsOf = afterwards[name] as AnyHandler | undefined;
    if (result.ok && afterwardsOf !== undefined) await afterwardsOf(context, result.value);
    return result;
  }

  async function run(context: GatewayContext, name: unknown, input: unknown): Promise<CoreResult> {
    const { connection, at } = context;
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
    return { ok: true, value: await handler(context, parsed) };
  }

  return {
    call: async (connection, name, input) => {
      const correlationId = newCorrelationId();
      let result: CoreResult;
      try {
        result = await run({ connection, correlationId, at: clock() }, name, input);
      } catch (thrown) {
        result = failureOf(thrown, correlationId);
      }
      if (result.ok) return result;
      const { error, cause } = result;
      if (cause !== undefined) logger.error({ correlationId, operation: name, cause }, 'an operation failed');
      return { ok: false, error };
    },
  };
}
