import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What a commit of the server's changes of a refund. `settled`: Stripe has it, and so have we. `received`, `processed`: an event of Stripe's about one. */
export const CHANGES = [
  'draft',
  'requested',
  'sending',
  'sent',
  'unknown',
  'waiting',
  'settled',
  'declined',
  'refused',
  'withdrawn',
  'expired',
  'received',
  'processed',
] as const;
export type Change = (typeof CHANGES)[number];

/** The server ends itself by SIGKILL right before, or right after, the `count`th commit that makes such a change. */
export interface Strike {
  readonly change: Change;
  readonly side: 'before' | 'after';
  readonly count: number;
}

/** Names the file that a strike is written to, in the environment of a server that `strikeAtCommit.ts` is loaded into. */
export const STRIKE_FILE = 'TORTURE_STRIKE_FILE';
const struckFile = (file: string): string => `${file}.struck`;

/** Written whole or not at all: the server may be looking. */
export function arm(file: string, strike: Strike): void {
  writeFileSync(`${file}.new`, JSON.stringify(strike));
  renameSync(`${file}.new`, file);
}

export function readStrike(file: string): Strike | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Strike;
  } catch {
    return null;
  }
}

/** The last thing that the server does: whoever armed it sees that it struck, and that nothing else ended it. */
export function markStruck(file: string): void {
  renameSync(file, struckFile(file));
}

/** @returns whether it has struck, once. */
export function takeStruck(file: string): boolean {
  try {
    renameSync(struckFile(file), `${file}.seen`);
    return true;
  } catch {
    return false;
  }
}
