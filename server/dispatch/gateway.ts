import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Connection } from './connection.ts';

/** What a handler of the gateway is given. */
export interface GatewayContext {
  readonly connection: Connection;
  readonly correlationId: string;
  /** UTC milliseconds. */
  readonly at: number;
}

export type GatewayHandlers = {
  readonly [Name in OperationName]?: (
    context: GatewayContext,
    input: ParsedInputOf<Name>,
  ) => Promise<OutputOf<Name>> | OutputOf<Name>;
};

/** What the gateway does once an operation of the core has succeeded, before the caller is answered. */
export type Afterwards = {
  readonly [Name in OperationName]?: (
    context: GatewayContext,
    output: OutputOf<Name>,
    input: ParsedInputOf<Name>,
  ) => Promise<void> | void;
};
