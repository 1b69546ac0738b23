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
