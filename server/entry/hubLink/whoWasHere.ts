import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { contract } from '#shared/contract.ts';
import type { AccountsState } from './hubLine.ts';

const kept = z.object({
  state: contract['accounts.state'].output,
  /** The hub ended the session: only signing in opens what was seen again. */
  isLocked: z.boolean(),
});

/** Who was signed in here last and has not signed out: whose copy may be read while there is no line. */
export interface WhoWasHere {
  /** Null when nobody, when locked, or when the session would have ended by itself by `now`. */
  stateAt(now: number): AccountsState | null;
  accountId(): string | null;
  keep(state: AccountsState): void;
  lock(): void;
  forget(): void;
}

/** @param file JSON; one that cannot be read is as good as none. */
export function openWhoWasHere(file: string): WhoWasHere {
  let now: z.output<typeof kept> | null = null;
  try {
    now = kept.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch {
    now = null;
  }

  function write(next: z.output<typeof kept>): void {
    now = next;
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify(next), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  return {
    stateAt: (at) => (now === null || now.isLocked || (now.state.expiresAt ?? 0) <= at ? null : now.state),
    accountId: () => now?.state.account?.id ?? null,
    keep: (state) => {
      write({ state, isLocked: false });
    },
    lock: () => {
      if (now !== null) write({ ...now, isLocked: true });
    },
    forget: () => {
      now = null;
      rmSync(file, { force: true });
    },
  };
}
