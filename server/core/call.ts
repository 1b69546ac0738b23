import type { OperationName } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import type { WireError } from '#shared/wire/errors.ts';
import type { Committed } from '#server/journal/context.ts';

/** One call on its way to the core: parsed and authorised. Crosses to the thread as a structured clone. */
export interface CoreCall {
  readonly name: OperationName;
  readonly input: unknown;
  readonly principal: Principal;
  readonly correlationId: string;
  /** The connection that made the call, if any. */
  readonly origin: string | null;
}

export type CoreResult =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly error: WireError;
      /** For INTERNAL: the whole of what was thrown, for the log only. */
      readonly cause?: string;
    };

/** The answer to a batch: one result per call in its order, and what became durable with it. */
export interface BatchResult {
  readonly results: readonly CoreResult[];
  readonly committed: readonly Committed[];
}

export type ExecuteBatch = (calls: readonly CoreCall[]) => Promise<BatchResult>;
