import { useEffect, useRef } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { KeptDraft } from './draftOutbox.ts';
import { useDrafts, useKeptDrafts } from './useDrafts.ts';

const hasFailed = ({ state }: KeptDraft): boolean => state === 'failed';

/** Has drafts sent that an earlier page left behind, and says what became of them, wherever one is. Shows nothing itself. */
export function DraftKeeper() {
  const words = useWords();
  const { outbox } = words.billing.refunds;
  const { locale } = useUiEnvironment();
  const drafts = useDrafts();
  const failed = useKeptDrafts(hasFailed);
  const told = useRef(new Set<string>());

  useEffect(
    () =>
      drafts.onSent(({ asked: { amount }, currency }) =>
        showToast({ tone: 'success', title: outbox.sent(formatMoney({ amount, currency }, locale)) }),
      ),
    [drafts, outbox, locale],
  );
  useEffect(() => {
    for (const { id, asked, currency, error } of failed) {
      if (told.current.has(id)) continue;
      told.current.add(id);
      showToast({
        tone: 'danger',
        title: outbox.refused(formatMoney({ amount: asked.amount, currency }, locale)),
        description: wordsForError(error, words).message,
      });
    }
  }, [failed, outbox, words, locale]);
  return null;
}
