import { constants, setPriority } from 'node:os';

const { PRIORITY_LOW, PRIORITY_BELOW_NORMAL } = constants.priority;

/** The priority (nice) of whoever runs when nobody else wants to. */
export const LAST = PRIORITY_LOW;

/**
 * Lets other threads go first. On Linux a thread has a priority of its own; elsewhere this would be the whole process's.
 * @param how `last`: runs when nobody else wants to. `behind`: gets about a tenth of a processor that others want, too.
 */
export function stepBack(how: 'last' | 'behind' = 'last'): void {
  if (process.platform === 'linux') setPriority(how === 'last' ? LAST : PRIORITY_BELOW_NORMAL);
}
