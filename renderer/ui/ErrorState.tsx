import { CloudAlert, RotateCw } from 'lucide-react';
import { cx } from './cx.ts';
import { Button } from './Button.tsx';

export interface ErrorStateProps {
  /** What failed, in words. */
  readonly title: string;
  /** It stands in the place of a whole screen, whose heading its title is. */
  readonly isScreen?: boolean;
  readonly description?: string;
  /** What support asks for, with its name: `Reference 4f2a...`. */
  readonly reference?: string;
  readonly retryLabel: string;
  readonly onRetry: () => void;
  readonly busy?: boolean;
  readonly className?: string;
}

export function ErrorState({
  title,
  isScreen = false,
  description,
  reference,
  retryLabel,
  onRetry,
  busy = false,
  className,
}: ErrorStateProps) {
  const Title = isScreen ? 'h1' : 'p';
  return (
    <div
      role="alert"
      className={cx('flex flex-1 flex-col items-center justify-center gap-3 p-8 text-center', className)}
    >
      <span className="flex size-10 items-center justify-center rounded-large bg-danger-subtle text-danger-text">
        <CloudAlert aria-hidden className="size-5" strokeWidth={1.75} />
      </span>
      <div className="max-w-80">
        <Title className="text-title font-medium">{title}</Title>
        {description !== undefined && <p className="mt-1 text-balance text-ink-muted">{description}</p>}
      </div>
      <Button icon={RotateCw} busy={busy} onClick={onRetry}>
        {retryLabel}
      </Button>
      {reference !== undefined && (
        <p className="max-w-full font-mono text-meta break-all text-ink-faint select-text">{reference}</p>
      )}
    </div>
  );
}
