import { Suspense } from 'react';
import { lazyPart } from '#renderer/ui/lazyPart.ts';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import type { TimeChartProps } from './TimeChart.tsx';

const Loaded = lazyPart(async () => (await import('./TimeChart.tsx')).TimeChart);

/** The charts' library is large, and comes by itself. */
export function LazyTimeChart(props: TimeChartProps) {
  return (
    <Suspense fallback={<Skeleton className="h-full w-full" />}>
      <Loaded {...props} />
    </Suspense>
  );
}
LazyTimeChart.prefetch = Loaded.prefetch;
