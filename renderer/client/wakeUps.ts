/** Calls `wake` when a lost line is worth trying at once: the network is back, or the person is. Returns the way to stop. */
export type WakeUps = (wake: () => void) => () => void;

export const browserWakeUps: WakeUps = (wake) => {
  function wakeIfVisible(): void {
    if (document.visibilityState === 'visible') wake();
  }
  window.addEventListener('online', wake);
  document.addEventListener('visibilitychange', wakeIfVisible);
  return () => {
    window.removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', wakeIfVisible);
  };
};
