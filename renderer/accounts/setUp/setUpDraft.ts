import { looksLikeEmail } from '#renderer/accounts/looksLikeEmail.ts';
import type { Words } from '#renderer/app/words/en.ts';

export interface SetUpDraft {
  readonly workspaceName: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly code: string;
}

export type DraftErrors = Readonly<Partial<Record<keyof SetUpDraft, string>>>;

/** What is still missing or wrong, by field, before the server is asked. */
export function errorsOf(
  draft: SetUpDraft,
  needsCode: boolean,
  minimumPassword: number,
  words: Words['accounts']['setUp'],
): DraftErrors {
  const required: readonly (keyof SetUpDraft)[] = [
    ...(needsCode ? (['code'] as const) : []),
    'workspaceName',
    'name',
    'email',
  ];
  const errors: Partial<Record<keyof SetUpDraft, string>> = {};
  for (const field of required) if (draft[field].trim() === '') errors[field] = words.missing;
  if (errors.email === undefined && !looksLikeEmail(draft.email)) errors.email = words.emailWrong;
  const missing = minimumPassword - draft.password.length;
  if (missing > 0) errors.password = words.passwordMissing(missing);
  return errors;
}
