import { Skeleton } from '#renderer/ui/Skeleton.tsx';

const FIGURES = ['gross', 'net', 'payments', 'refunds', 'disputes'] as const;
const CHARTS = ['success', 'declines', 'refunds'] as const;

/** The page's own shape, while it is added up. */
export function OverviewSkeleton({ label }: { readonly label: string }) {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{label}</span>
      <Skeleton className="h-4 w-40" />
      <div className="grid grid-cols-1 gap-3 min-[30rem]:grid-cols-2 medium:grid-cols-3 wide:grid-cols-5">
        {FIGURES.map((figure) => (
          <div key={figure} className="flex h-33 flex-col gap-3 rounded-medium border border-line bg-surface px-4 py-3">
            <Skeleton className="h-3 w-16" />
            <Skeleton className="h-6 w-28" />
            <Skeleton className="h-3 w-36" />
            <Skeleton className="h-3 w-32" />
          </div>
        ))}
      </div>
      <Skeleton className="mt-2 h-4 w-40" />
      <div className="grid grid-cols-1 gap-3 wide:grid-cols-3">
        <Skeleton className="h-84 w-full rounded-medium wide:col-span-2" />
        <Skeleton className="h-84 w-full rounded-medium" />
        {CHARTS.map((chart) => (
          <Skeleton key={chart} className="h-76 w-full rounded-medium" />
        ))}
      </div>
    </div>
  );
}
