import { readFileSync } from 'node:fs';

/** Ticks of /proc/PID/stat per second; Linux has reported 100 on every architecture Node runs on. */
const TICKS_PER_SECOND = 100;

/** Processor seconds a process has used so far, all threads. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
