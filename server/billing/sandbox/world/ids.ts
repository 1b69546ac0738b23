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
}

export const createIds = (text: RandomText): Ids => ({
  of: (kind) => `${KINDS[kind].prefix}${text(LENGTH)}`,
  text,
});
