import { MessagesSquare } from 'lucide-react';
import { Link } from 'wouter';
import { useNative } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';

/** Nobody has ever written: the way to the first conversation. */
export function FreshWorkspace() {
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
            {words.openDemoHint} <DemoShopLink />
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
