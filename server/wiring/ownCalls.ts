import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
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

/** The way by which the gateway's own parts reach the core: past the dispatcher, as `system` unless they say otherwise. */
export function createSubmit(core: Core, logger: Logger): Submit {
  return async <Name extends OperationName>(
    name: Name,
    input: ParsedInputOf<Name>,
    by: Principal = { kind: 'system' },
  ): Promise<OutputOf<Name>> => {
    const call: CoreCall = { name, input, principal: by, correlationId: newCorrelationId(), origin: null };
    const result = await core.submit(call);
    if (!result.ok) {
      if (result.cause !== undefined)
        logger.error(
          { correlationId: call.correlationId, operation: name, cause: result.cause },
          'a call of the server’s own failed',
        );
      throw AppError.fromWire(result.error);
    }
    return result.value as OutputOf<Name>;
  };
}

/**
 * A command for a conversation that is not there: the writer begins and ends a transaction, and nothing changes.
 * @throws AppError UNAVAILABLE when the database takes no commands.
 */
export async function checkWriter(submit: Submit): Promise<void> {
  try {
    await submit('chat.close', { id: uuidv7(), conversationId: uuidv7() });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
  }
}
