import type { AppError } from '#shared/wire/errors.ts';

/** Who asks again within so many milliseconds gets the same proof: asking costs a commit. */
const SAME_PROOF_MS = 1_000;

export interface HealthOptions {
  /** Why commands are refused now, or null. */
  readonly refusal: () => AppError | null;
  /** Commits something. @throws AppError */
  readonly prove: () => Promise<void>;
  /** Milliseconds of a clock that is never set. */
  readonly now: () => number;
}

/** Whether the server can do what it is for: write. */
export function createHealth({ refusal, prove, now }: HealthOptions) {
  let proof: { readonly at: number; readonly end: Promise<void> } | null = null;
  return {
    /** @throws AppError UNAVAILABLE with the reason. */
    check: async (): Promise<void> => {
      const refused = refusal();
      if (refused !== null) throw refused;
      if (proof === null || now() - proof.at >= SAME_PROOF_MS) proof = { at: now(), end: prove() };
      await proof.end;
    },
  };
}
