import { STAFF_IDLE_AFTER_MS } from '#shared/wire/activity.ts';
import type { Clock } from './clock.ts';

/** The part of Electron's powerMonitor that tells whether somebody is there. */
export interface PowerMonitor {
  /** Seconds since the last input anywhere on this computer. */
  getSystemIdleTime(): number;
  on(event: 'lock-screen' | 'unlock-screen' | 'suspend' | 'resume', listener: () => void): unknown;
}

export interface IdlenessOptions {
  readonly monitor: PowerMonitor;
  readonly clock: Clock;
  readonly tell: (idle: boolean) => void;
}

/** How often the computer is asked, in milliseconds. */
export const LOOK_EVERY_MS = 15_000;

/** Tells again and again whether nobody is at the computer. A locked screen or a sleeping computer is nobody, whatever the idle time says. */
export function watchIdleness({ monitor, clock, tell }: IdlenessOptions): void {
  let isLocked = false;

  const look = (): void => {
    tell(isLocked || monitor.getSystemIdleTime() * 1_000 >= STAFF_IDLE_AFTER_MS);
  };
  const lookAgain = (): void => {
    look();
    clock.after(LOOK_EVERY_MS, lookAgain);
  };

  monitor.on('lock-screen', () => {
    isLocked = true;
    look();
  });
  monitor.on('unlock-screen', () => {
    isLocked = false;
    look();
  });
  monitor.on('suspend', () => {
    tell(true);
  });
  monitor.on('resume', look);
  lookAgain();
}
