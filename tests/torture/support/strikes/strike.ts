import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** The server ends itself by SIGKILL right before, or right after, the `count`th commit that makes such a change. */
export interface Strike<Change extends string> {
  readonly change: Change;
  readonly side: 'before' | 'after';
  readonly count: number;
}

/** Names the file that a strike is written to, in the environment of a server that stands at its commits (standAtCommit.ts). */
export const STRIKE_FILE = 'TORTURE_STRIKE_FILE';
const struckFile = (file: string): string => `${file}.struck`;

/** Written whole or not at all: the server may be looking. */
export function arm(file: string, strike: Strike<string>): void {
  writeFileSync(`${file}.new`, JSON.stringify(strike));
  renameSync(`${file}.new`, file);
}

export function readStrike(file: string): Strike<string> | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Strike<string>;
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
