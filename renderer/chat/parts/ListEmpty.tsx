import { CheckCheck, Inbox, Archive, UserRoundCheck } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { Counts } from '#renderer/chat/state/counts.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import type { InboxView } from '#shared/chat/contract.ts';

interface ListEmptyProps {
  readonly view: InboxView;
  readonly counts: Counts | null;
  readonly onShow: (view: InboxView) => void;
}

/** Nothing in this view: why, and the one useful thing to do about it. */
export function ListEmpty({ view, counts, onShow }: ListEmptyProps) {
  const words = useWords().chat.empty;
  const showAll =
    counts !== null && counts.all > 0 ? <Button onClick={() => onShow('all')}>{words.showAll}</Button> : undefined;
  if (view === 'unassigned') {
    return (
      <EmptyState icon={CheckCheck} title={words.unassignedTitle} description={words.unassignedHint} action={showAll} />
    );
  }
  if (view === 'closed') {
    return <EmptyState icon={Archive} title={words.closedTitle} description={words.closedHint} action={showAll} />;
  }
  if (view === 'all') return <EmptyState icon={Inbox} title={words.allTitle} description={words.allHint} />;
  const waiting = counts?.unassigned ?? 0;
  return (
    <EmptyState
      icon={UserRoundCheck}
      title={words.mineTitle}
      description={waiting > 0 ? words.mineHint(waiting) : words.mineNoneHint}
      action={
        waiting > 0 ? (
          <Button variant="primary" onClick={() => onShow('unassigned')}>
            {words.showUnassigned}
          </Button>
        ) : (
          showAll
        )
      }
    />
  );
}
