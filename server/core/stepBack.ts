import { constants, setPriority } from 'node:os';

/** Lets other threads go first. On Linux a thread has a priority of its own; elsewhere this would be the whole process's. */
export function stepBack(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);
}
