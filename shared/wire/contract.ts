import type { z } from 'zod';
import type { Permission, PrincipalKind } from './access.ts';
import type { ErrorCode } from './errors.ts';

/**
 * Where an operation runs. `core`: a command on the writer's thread, a query on the reader's.
 * `gateway`: on the server's main thread, for what is fleeting or waits for the outside.
 */
export type Place = 'core' | 'gateway';

/**
 * How a repeated call of the same `id` is answered. `receipt`: the core remembers input and answer by principal, operation and id.
 * `natural`: the use case recognises it by what the first call made. `none`: repeating is harmless or meant.
 */
export type Repetition = 'receipt' | 'natural' | 'none';

/** Which budget a call draws from, beside the connection's own. */
export type LimitName = 'message' | 'signIn';

interface OperationOptions {
  readonly principals: readonly PrincipalKind[];
  /** What staff must be granted; null where being signed in is enough. */
  readonly permission: Permission | null;
  /** Of whose things staff may do it, where the permission alone is not enough: only of their `own`, or only of those that `others` alone had a hand in. */
  readonly whose?: 'own' | 'others';
  /** Codes beyond COMMON_ERROR_CODES. */
  readonly errors: readonly ErrorCode[];
  readonly place: Place;
  readonly limit?: LimitName;
  /** Where the operation can also be called over plain HTTP. */
  readonly http?: { readonly method: 'GET' | 'POST' | 'DELETE'; readonly path: string };
}

export interface CommandDeclaration<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> extends OperationOptions {
  readonly kind: 'command';
  readonly input: Input;
  readonly output: Output;
  readonly repetition: Repetition;
  /** `side`: many clients may send it at the same moment and nobody waits for it; a few at a time are let through, so that no chat waits for all of them. */
  readonly lane?: 'side';
}

export interface QueryDeclaration<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> extends OperationOptions {
  readonly kind: 'query';
  readonly input: Input;
  readonly output: Output;
  /** `reports`: it may take long, and runs on a reader of its own, where nothing that somebody types or chats waits for it. */
  readonly reader?: 'reports';
}

export interface EventDeclaration<Data extends z.ZodType = z.ZodType> {
  readonly kind: 'event';
  readonly data: Data;
  readonly audience: readonly PrincipalKind[];
  /** A fleeting event is not in the journal: its cursor is null and it is never resumed. */
  readonly fleeting: boolean;
}

export type Declaration = CommandDeclaration | QueryDeclaration | EventDeclaration;

export function command<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Omit<CommandDeclaration<Input, Output>, 'kind'>,
): CommandDeclaration<Input, Output> {
  return { kind: 'command', ...declaration };
}

export function query<Input extends z.ZodType, Output extends z.ZodType>(
  declaration: Omit<QueryDeclaration<Input, Output>, 'kind'>,
): QueryDeclaration<Input, Output> {
  return { kind: 'query', ...declaration };
}

export function event<Data extends z.ZodType>(
  declaration: Omit<EventDeclaration<Data>, 'kind'>,
): EventDeclaration<Data> {
  return { kind: 'event', ...declaration };
}
