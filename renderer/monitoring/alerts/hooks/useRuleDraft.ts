import { useState } from 'react';
import { v7 } from 'uuid';
import { draftOf, FIRST_DRAFT, type RuleDraft } from '#renderer/monitoring/alerts/model/draft.ts';
import type { StoredRule } from '#shared/monitoring/alerts/contract.ts';

/** What was typed of one rule. */
export interface DraftOfRule {
  /** Of the rule, also of one that is not stored yet. */
  readonly ruleId: string;
  readonly draft: RuleDraft;
  /** Whether somebody tried to save it: from then on it says what is wrong. */
  readonly isTried: boolean;
}

interface Kept extends DraftOfRule {
  readonly key: string;
}

const begun = (key: string, stored: StoredRule | null): Kept => ({
  key,
  ruleId: stored?.id ?? v7(),
  draft: stored === null ? FIRST_DRAFT : draftOf(stored.rule),
  isTried: false,
});

/**
 * The rule that is being written. It is kept by the room and not by the form, which is made anew when the window becomes too narrow, or wide enough, for it to stand beside the list.
 * @param key of what is written: with another one it begins anew.
 */
export function useRuleDraft(key: string, stored: StoredRule | null) {
  const [kept, setKept] = useState(() => begun(key, stored));
  const current = kept.key === key ? kept : begun(key, stored);
  // React renders again at once, before anybody sees what was there before.
  if (current !== kept) setKept(current);
  const written: DraftOfRule = current;
  return {
    written,
    change: (changes: Partial<RuleDraft>): void =>
      setKept((before) => ({ ...before, draft: { ...before.draft, ...changes } })),
    tried: (): void => setKept((before) => ({ ...before, isTried: true })),
  };
}
export type RuleWriting = ReturnType<typeof useRuleDraft>;
