import { useWords } from '#renderer/app/words/useWords.ts';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';

export function PanelSkeleton() {
  const words = useWords().customers.panel;
  return (
    <div role="status" className="flex flex-col gap-6 p-4">
      <span className="sr-only">{words.loading}</span>
      <div className="flex items-center gap-3">
        <Skeleton className="size-10 rounded-full" />
        <Skeleton className="h-4 w-32" />
      </div>
      <div className="flex flex-col gap-3">
        <Skeleton className="h-3 w-4/5" />
        <Skeleton className="h-3 w-3/5" />
        <Skeleton className="h-3 w-1/2" />
      </div>
      <div className="flex flex-col gap-3">
        <Skeleton className="h-3 w-2/5" />
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-8 w-full" />
      </div>
    </div>
  );
}
