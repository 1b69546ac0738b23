import { CloudAlert, RotateCw } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';

interface UnreachableScreenProps {
  readonly title: string;
  readonly hint: string;
  /** What the server said, in its own sentence; null when it said nothing. */
  readonly reason: string | null;
  readonly reference: string | null;
  readonly retryLabel: string;
  readonly busy: boolean;
  readonly onRetry: () => void;
}

/** Nobody is in yet and the server cannot be asked: why, and the way to try again. */
export function UnreachableScreen({
  title,
  hint,
  reason,
  reference,
  retryLabel,
  busy,
  onRetry,
}: UnreachableScreenProps) {
  const words = useWords().app.server;
  return (
    <main role="alert" className="flex h-full items-center justify-center bg-canvas p-6">
      <div className="w-full max-w-110">
        <span className="mb-5 flex size-12 items-center justify-center rounded-large bg-danger-subtle text-danger-text">
          <CloudAlert aria-hidden className="size-6" strokeWidth={1.75} />
        </span>
        <h1 className="text-display font-semibold text-balance">{title}</h1>
        <p className="mt-2 text-ink-muted">{hint}</p>
        {reason !== null && (
          <section className="mt-5 rounded-medium border border-line bg-surface p-4">
            <h2 className="mb-1 text-meta font-medium text-ink-faint">{words.reason}</h2>
            <p className="break-words select-text">{reason}</p>
          </section>
        )}
        <div className="mt-5 flex items-center gap-4">
          <Button variant="primary" size="medium" icon={RotateCw} busy={busy} onClick={onRetry}>
            {retryLabel}
          </Button>
          {reference !== null && <p className="font-mono text-meta text-ink-faint select-text">{reference}</p>}
        </div>
      </div>
    </main>
  );
}
