import { CheckCheck, Inbox, MessagesSquare, Archive, UserRoundCheck } from 'lucide-react';
import { Link } from 'wouter';
import { useNative } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { Counts } from '#renderer/chat/state/counts.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { InboxView } from '#shared/chat/contract.ts';

interface ListEmptyProps {
  readonly view: InboxView;
  readonly counts: Counts | null;
  readonly onShow: (view: InboxView) => void;
}

/** Nothing in this view: why, and the one useful thing to do about it. */
export function ListEmpty({ view, counts, onShow }: ListEmptyProps) {
  const words = useWords().chat.empty;
  if (counts !== null && counts.all === 0 && counts.closed === 0) return <FreshWorkspace />;
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

/** Nobody has ever written: the way to the first conversation. */
function FreshWorkspace() {
  const words = useWords().chat.empty;
  return (
    <EmptyState
      icon={MessagesSquare}
      title={words.workspaceTitle}
      description={words.workspaceHint}
      action={
        <div className="flex flex-col items-center gap-3">
          <Link
            href="/settings/install"
            className="inline-flex h-8 items-center rounded-small bg-accent px-3 font-medium text-accent-ink hover:bg-accent-hover"
          >
            {words.install}
          </Link>
          <p className="text-meta text-ink-muted">
            <DemoShopLink /> {words.openDemoHint}
          </p>
        </div>
      }
    />
  );
}

const LINK = 'rounded-small font-medium text-accent-text underline underline-offset-2';

/** In a browser the demo page is beside this one; the desktop window opens no pages and hands it to the person's own browser. */
function DemoShopLink() {
  const words = useWords().chat.empty;
  const native = useNative();
  if (native === null) {
    return (
      <a href="/demo/" target="_blank" rel="noreferrer" className={LINK}>
        {words.openDemo}
      </a>
    );
  }
  const open = (): void => {
    void native.openDemoPage().then((opened) => {
      if (!opened) showToast({ tone: 'danger', title: words.demoFailed });
    });
  };
  return (
    <button type="button" onClick={open} className={LINK}>
      {words.openDemo}
    </button>
  );
}
