import { useEffect } from 'react';
import { STAFF_IDLE_AFTER_MS } from '#shared/wire/activity.ts';
import { useClient, useNative } from '#renderer/app/context.ts';
import { createActivitySignal } from '#renderer/client/activity.ts';
import { systemTimers } from '#renderer/client/timers.ts';

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Tells the server whether somebody is at this window: by the computer's idle time on the desktop, by input and visibility in a browser. */
export function useActivityReports(): void {
  const client = useClient();
  const native = useNative();
  useEffect(() => {
    const signal = createActivitySignal({
      timers: systemTimers,
      idleAfterMs: STAFF_IDLE_AFTER_MS,
      tell(active) {
        if (client.line().state !== 'online') return;
        // The next report says the same again.
        client.call('accounts.activity', { active }).catch(() => undefined);
      },
    });
    const stopLine = client.onLine(({ state }) => {
      if (state === 'online') signal.again();
    });
    // Whoever has just signed in, or has the window in front, is there; the computer says otherwise soon if not.
    if (document.visibilityState === 'visible') signal.stirred();
    const stopWatching =
      native === null
        ? watchPage(signal.stirred)
        : native.onIdle((idle) => {
            if (idle) signal.left();
            else signal.stirred();
          });
    return () => {
      stopLine();
      stopWatching();
      signal.stop();
    };
  }, [client, native]);
}

/** A page in front of somebody is a sign of life when it comes there; then only what they do is. */
function watchPage(stirred: () => void): () => void {
  const look = (): void => {
    if (document.visibilityState === 'visible') stirred();
  };
  for (const sign of SIGNS) document.addEventListener(sign, stirred, { passive: true });
  document.addEventListener('visibilitychange', look);
  return () => {
    for (const sign of SIGNS) document.removeEventListener(sign, stirred);
    document.removeEventListener('visibilitychange', look);
  };
}
