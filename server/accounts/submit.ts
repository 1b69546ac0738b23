import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';

/** Runs an operation of the core. `by` is who the journal says did it; the system where it is left out. */
export type Submit = <Name extends OperationName>(
  name: Name,
  input: ParsedInputOf<Name>,
  by?: Principal,
) => Promise<OutputOf<Name>>;
