import { Check, CheckCheck, CircleAlert, Clock, type LucideIcon } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { SendState } from '#renderer/chat/model/sendState.ts';
import { cx } from '#renderer/ui/cx.ts';

const ICONS: Readonly<Record<SendState, LucideIcon>> = {
  waiting: Clock,
  sending: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
};

const TONES: Partial<Readonly<Record<SendState, string>>> = {
  waiting: 'text-warning-text',
  read: 'text-accent-text',
  failed: 'text-danger-text',
};

/** How far a reply has got, as an icon and a word. */
export function MessageState({ state }: { readonly state: SendState }) {
  const words = useWords().chat.states;
  const Icon = ICONS[state];
  return (
    <span className={cx('inline-flex items-center gap-1', TONES[state])}>
      <Icon aria-hidden className="size-3" strokeWidth={2} />
      {words[state]}
    </span>
  );
}
