import { newId } from './newId.ts';

/** The id of a command that may have to be repeated. */
export interface CommandId {
  /** The same for the same input until it was answered, so that a repeat is known as one. */
  readonly of: (input: unknown) => string;
  readonly answered: () => void;
}

export function createCommandId(): CommandId {
  let last: { readonly written: string; readonly id: string } | null = null;
  return {
    of(input) {
      const written = JSON.stringify(input);
      if (last?.written !== written) last = { written, id: newId() };
      return last.id;
    },
    answered() {
      last = null;
    },
  };
}
