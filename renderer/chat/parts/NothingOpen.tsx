import { MessagesSquare } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Kbd } from '#renderer/ui/Kbd.tsx';

/** The work pane before a conversation is chosen. */
export function NothingOpen() {
  const words = useWords().chat.empty;
  return (
    <EmptyState
      icon={MessagesSquare}
      title={words.noneOpenTitle}
      description={words.noneOpenHint}
      action={
        <p className="flex items-center gap-1.5 text-meta text-ink-faint">
          <Kbd keys="j" /> <Kbd keys="k" /> {words.noneOpenKeys} <Kbd keys="enter" /> {words.noneOpenEnter}
        </p>
      }
    />
  );
}
