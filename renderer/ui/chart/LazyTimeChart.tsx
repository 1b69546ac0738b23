import { lazy, Suspense } from 'react';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import type { TimeChartProps } from './TimeChart.tsx';

/** The charts' library is large, and comes by itself. */
export const loadTimeChart = async () => ({ default: (await import('./TimeChart.tsx')).TimeChart });
const Loaded = lazy(loadTimeChart);

export function LazyTimeChart(props: TimeChartProps) {
  return (
    <Suspense fallback={<Skeleton className="h-full w-full" />}>
      <Loaded {...props} />
    </Suspense>
  );
}
