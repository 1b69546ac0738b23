import type { DesktopBridge } from '#shared/desktop.ts';

/** A line that does not answer within this many milliseconds after a wake-up is made anew. */
export const PROOF_WITHIN_MS = 3_000;

/** Calls `wake` when a line is worth trying at once: the network is back, the person is, or the machine has slept. Returns the way to stop. */
export type WakeUps = (wake: () => void) => () => void;

const LOOK_EVERY_MS = 15_000;
/** Timers of hidden pages are slowed to one a minute; a longer gap is a sleep. */
const SLEPT_MS = 90_000;

export const browserWakeUps: WakeUps = (wake) => {
  let lookedAt = Date.now();
  const looking = setInterval(() => {
    const now = Date.now();
    if (now - lookedAt > SLEPT_MS) wake();
    lookedAt = now;
  }, LOOK_EVERY_MS);
  function wakeIfVisible(): void {
    if (document.visibilityState === 'visible') wake();
  }
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', wakeIfVisible);
  return () => {
    clearInterval(looking);
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', wakeIfVisible);
  };
};

/** On the desktop the system itself says when the machine is awake again; the rest is as in a browser. */
export function desktopWakeUps(desktop: Pick<DesktopBridge, 'onWake'>): WakeUps {
  return (wake) => {
    const stops = [browserWakeUps(wake), desktop.onWake(wake)];
    return () => {
      for (const stop of stops) stop();
    };
  };
}
