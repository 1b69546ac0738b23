import { useSyncExternalStore } from 'react';

/** Calls back whenever `hasAttention` may have changed; the returned function ends it. */
export function watchAttention(changed: () => void): () => void {
  window.addEventListener('focus', changed);
  window.addEventListener('blur', changed);
  document.addEventListener('visibilitychange', changed);
  return () => {
    window.removeEventListener('focus', changed);
    window.removeEventListener('blur', changed);
    document.removeEventListener('visibilitychange', changed);
  };
}

/** Whether somebody is likely to be looking at this window: it is visible and has the focus. */
export function hasAttention(): boolean {
  return document.hasFocus() && document.visibilityState === 'visible';
}

/** `hasAttention`, rendered anew as it changes. */
export function useAttention(): boolean {
  return useSyncExternalStore(watchAttention, hasAttention);
}
