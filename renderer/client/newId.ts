import { v7 } from 'uuid';

/** A new id for a thing made here (UUIDv7, RFC 9562): whoever repeats a call repeats its id. */
export function newId(): string {
  return v7();
}
