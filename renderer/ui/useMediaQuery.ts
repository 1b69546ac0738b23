import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds now. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => {
        list.removeEventListener('change', changed);
      };
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** How much room the window gives: below `wide` the context is a drawer, below `medium` the list too. */
export function useRoom(): 'narrow' | 'medium' | 'wide' {
  const isMedium = useMediaQuery('(min-width: 50rem)');
  const isWide = useMediaQuery('(min-width: 68.75rem)');
  if (isWide) return 'wide';
  return isMedium ? 'medium' : 'narrow';
}
