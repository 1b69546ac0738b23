import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { Registry } from '#server/monitoring/metrics/registry.ts';

/** The threads that are told apart. With the writer inline there is the gateway's only. */
export type ThreadName = 'gateway' | 'writer' | 'reader' | 'reports' | 'checkpointer';

/** Every so many milliseconds the loop is asked how late it is. */
const RESOLUTION_MS = 50;
const NANOSECONDS = 1e9;

/** Declares what every thread tells of itself. */
export function defineThreadMetrics(registry: Registry) {
  const labels = ['thread'] as const;
  return {
    delay: registry.gauge({
      name: 'optimaliq_event_loop_delay_seconds',
      help: 'How late the event loop was on average within the last second.',
      labels,
    }),
    longest: registry.gauge({
      name: 'optimaliq_event_loop_longest_delay_seconds',
      help: 'How late the event loop was at most within the last second.',
      labels,
    }),
    utilization: registry.gauge({
      name: 'optimaliq_event_loop_utilization_ratio',
      help: 'Part of the last second in which the event loop was busy.',
      labels,
    }),
    heap: registry.gauge({ name: 'optimaliq_heap_used_bytes', help: 'JavaScript heap in use.', labels }),
  };
}

/** Watches the thread that it runs on. @returns how to stop. */
export function watchThread(registry: Registry, thread: ThreadName): () => void {
  const metrics = defineThreadMetrics(registry);
  if (!registry.isOn) return () => undefined;
  const delay = metrics.delay.with({ thread });
  const longest = metrics.longest.with({ thread });
  const utilization = metrics.utilization.with({ thread });
  const heap = metrics.heap.with({ thread });
  const monitor = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  monitor.enable();
  let before = performance.eventLoopUtilization();
  // What is measured is the time between two looks, which are never closer than the resolution.
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION_MS / 1_000);
  registry.beforeTick(() => {
    if (monitor.count > 0) {
      delay.set(late(monitor.mean));
      longest.set(late(monitor.max));
      monitor.reset();
    }
    const now = performance.eventLoopUtilization();
    utilization.set(performance.eventLoopUtilization(now, before).utilization);
    before = now;
    heap.set(getHeapStatistics().used_heap_size);
  });
  return () => void monitor.disable();
}
