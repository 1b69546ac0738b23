import { CircleAlert, Clock } from 'lucide-react';
import { Link } from 'wouter';
import { useLine } from '#renderer/app/context.ts';
import { cx } from '#renderer/ui/cx.ts';

interface UnsentProps {
  readonly waiting: number;
  readonly failed: number;
  /** Where one of them is. */
  readonly href: string;
  readonly words: { readonly waiting: (count: number) => string; readonly failed: (count: number) => string };
}

/** What was made here and the server does not have yet, and the way to it. While the line stands, only what failed is worth a word. */
export function Unsent({ waiting, failed, href, words }: UnsentProps) {
  const waits = useLine().state === 'online' ? 0 : waiting;
  if (waits + failed === 0) return null;
  const Icon = failed > 0 ? CircleAlert : Clock;
  return (
    <Link
      href={href}
      className={cx(
        'flex items-center gap-1.5 rounded-[4px] px-1 font-medium hover:bg-hover',
        failed > 0 ? 'text-danger-text' : 'text-warning-text',
      )}
    >
      <Icon aria-hidden className="size-3.5" strokeWidth={2} />
      {failed > 0 ? words.failed(failed) : words.waiting(waits)}
    </Link>
  );
}
