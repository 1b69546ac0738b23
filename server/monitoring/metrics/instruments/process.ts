import type { Registry } from '#server/monitoring/metrics/registry.ts';

const MICROSECONDS = 1e6;

/** What the whole process takes. Names as Prometheus' own clients have them. */
export function watchProcess(registry: Registry): void {
  const cpu = registry
    .counter({ name: 'process_cpu_seconds_total', help: 'Processor time, user and system.' })
    .with({});
  const memory = registry.gauge({ name: 'process_resident_memory_bytes', help: 'Resident memory.' }).with({});
  const handles = registry
    .gauge({ name: 'optimaliq_active_handles', help: 'What keeps the event loop alive: sockets, timers, requests.' })
    .with({});
  const started = registry
    .gauge({ name: 'process_start_time_seconds', help: 'When the process began, Unix seconds.' })
    .with({});
  started.set(Date.now() / 1_000 - process.uptime());
  let before = 0;
  registry.beforeTick(() => {
    const { user, system } = process.cpuUsage();
    cpu.add((user + system - before) / MICROSECONDS);
    before = user + system;
    memory.set(process.memoryUsage.rss());
    handles.set(process.getActiveResourcesInfo().length);
  });
}
