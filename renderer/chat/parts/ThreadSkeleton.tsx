import { useWords } from '#renderer/app/words/useWords.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';

const BUBBLES: readonly { readonly team: boolean; readonly size: string }[] = [
  { team: false, size: 'h-8 w-56' },
  { team: false, size: 'h-13 w-80' },
  { team: true, size: 'h-8 w-64' },
  { team: false, size: 'h-8 w-44' },
  { team: true, size: 'h-18 w-96' },
  { team: true, size: 'h-8 w-40' },
];

/** A thread that is being loaded, in the shape of one. */
export function ThreadSkeleton() {
  const words = useWords().chat.thread;
  return (
    <div role="status" className="flex min-h-0 flex-1 flex-col justify-end overflow-hidden">
      <span className="sr-only">{words.loading}</span>
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-5 pb-8">
        {BUBBLES.map(({ team, size }) => (
          <Skeleton key={size} className={cx('max-w-full rounded-large', size, team && 'self-end')} />
        ))}
      </div>
    </div>
  );
}
