import { powerMonitor } from 'electron';

/**
 * Tells when the machine is awake again: after sleep, or when a locked screen is unlocked (some systems sleep without saying so).
 * Whoever holds a line then proves it. The idle time of the person is another matter.
 */
export function onWake(wake: () => void): void {
  powerMonitor.on('resume', wake);
  powerMonitor.on('unlock-screen', wake);
}
