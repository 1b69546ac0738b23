import { existsSync, readFileSync } from 'node:fs';

/** Ticks of /proc/stat per second; Linux has reported 100 on every architecture Node runs on. */
const TICKS_PER_SECOND = 100;
const STAT = '/proc/stat';
/** Places in its first line, after user, nice and system. */
const IDLE = 3;
const WAITING = 4;

/** Processor seconds that the whole machine has been busy, those stolen by its host included. */
function busySeconds(): number {
  const [line = ''] = readFileSync(STAT, 'latin1').split('\n', 1);
  const ticks = line.split(/\s+/).slice(1, 9).map(Number);
  const busy = ticks.filter((_, index) => index !== IDLE && index !== WAITING);
  return busy.reduce((total, each) => total + each, 0) / TICKS_PER_SECOND;
}

function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Begins to look at what others than this process take of the machine. The returned function tells: in processors, or 0 where nobody knows. */
export function watchOthers(): () => number {
  if (!existsSync(STAT)) return () => 0;
  const before = { busy: busySeconds(), own: ownSeconds(), at: performance.now() };
  return () => {
    const seconds = (performance.now() - before.at) / 1_000;
    return Math.max(0, (busySeconds() - before.busy - (ownSeconds() - before.own)) / seconds);
  };
}
