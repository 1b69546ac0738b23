import type { Logger } from 'pino';
import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CoreCall } from '#server/core/call.ts';
import type { startCore } from '#server/core/startCore.ts';
import { newCorrelationId } from '#server/dispatch/correlation.ts';

type Core = Pick<Awaited<ReturnType<typeof startCore>>, 'submit'>;

/** Runs an operation for the server itself. @throws AppError with what the core answered; a fault of ours is logged whole. */
export type Submit = <Name extends OperationName>(
  name: Name,
  input: ParsedInputOf<Name>,
  by?: Principal,
) => Promise<OutputOf<Name>>;

function callOf(name: OperationName, input: unknown, principal: Principal): CoreCall {
  return { name, input, principal, correlationId: newCorrelationId(), origin: null };
}

/** The way by which the gateway's own parts reach the core: past the dispatcher, as `system` unless they say otherwise. */
export function createOwnCalls(core: Core, logger: Logger, onFailure: (error: AppError) => void) {
  const submit: Submit = async <Name extends OperationName>(
    name: Name,
    input: ParsedInputOf<Name>,
    by: Principal = { kind: 'system' },
  ): Promise<OutputOf<Name>> => {
    const call = callOf(name, input, by);
    const result = await core.submit(call);
    if (!result.ok) {
      if (result.cause !== undefined)
        logger.error(
          { correlationId: call.correlationId, operation: name, cause: result.cause },
          'a call of the server’s own failed',
        );
      const error = AppError.fromWire(result.error);
      onFailure(error);
      throw error;
    }
    return result.value as OutputOf<Name>;
  };
  return {
    submit,
    /**
     * Commits something. A failure is the caller's to judge: it is not logged each time.
     * @throws AppError UNAVAILABLE when nothing can be written.
     */
    proveWriting: async (): Promise<void> => {
      const result = await core.submit(callOf('monitoring.proveWriting', {}, { kind: 'system' }));
      if (!result.ok) throw AppError.fromWire(result.error);
    },
  };
}
