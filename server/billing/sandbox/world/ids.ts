import { randomBytes } from 'node:crypto';
import { KINDS } from '#server/billing/sandbox/kinds.ts';
import type { Kind } from '#server/billing/sandbox/kinds.ts';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 24;

/** `length` letters and digits from bytes of `random`. */
export type RandomText = (length: number) => string;

export const randomText =
  (random: (bytes: number) => Uint8Array = randomBytes): RandomText =>
  (length) =>
    Array.from(random(length), (byte) => LETTERS[byte % LETTERS.length] ?? '0').join('');

/** Ids as long as Stripe's, each beginning with its kind's prefix. */
export interface Ids {
  readonly of: (kind: Kind) => string;
  /** Text for secrets and the like. */
  readonly text: RandomText;
  /** Within `work`, ids come from `source`: the same world has the same ids. */
  readonly from: <Result>(source: RandomText, work: () => Result) => Result;
}

export function createIds(text: RandomText): Ids {
  let source = text;
  return {
    of: (kind) => `${KINDS[kind].prefix}${source(LENGTH)}`,
    text: (length) => source(length),
    from(next, work) {
      const before = source;
      source = next;
      try {
        return work();
      } finally {
        source = before;
      }
    },
  };
}
