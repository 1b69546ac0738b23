import { readdirSync, readFileSync } from 'node:fs';

const TASKS = '/proc/self/task';

/** Nanoseconds that each thread of this process has been ready to run and waited for a processor (Linux: the second number of `schedstat`). */
function waits(): ReadonlyMap<string, number> {
  try {
    return new Map(
      readdirSync(TASKS).map((task) => [
        task,
        Number(readFileSync(`${TASKS}/${task}/schedstat`, 'latin1').split(' ')[1]),
      ]),
    );
  } catch {
    return new Map();
  }
}

/**
 * Begins to look whether other programs have the processors. The returned function tells how long the thread of this process that waited longest has
 * waited for one since, in milliseconds; 0 where nobody knows.
 */
export function watchOthers(): () => number {
  const before = waits();
  return () => {
    let longest = 0;
    for (const [task, waited] of waits()) longest = Math.max(longest, waited - (before.get(task) ?? waited));
    return longest / 1e6;
  };
}
