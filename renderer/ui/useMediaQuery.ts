import { useCallback, useContext, useState, useSyncExternalStore } from 'react';
import { OpenDialogsContext } from './openDialogs.ts';

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

type Room = 'narrow' | 'medium' | 'wide';

/**
 * How much room the window gives: below `wide` the context is a drawer, below `medium` the list too. While a dialog is open it stays as it was: what stands behind the dialog
 * would be made anew elsewhere, and the dialog with all that was typed in it.
 */
export function useRoom(): Room {
  const isMedium = useMediaQuery('(min-width: 50rem)');
  const isWide = useMediaQuery('(min-width: 68.75rem)');
  const dialogs = useContext(OpenDialogsContext);
  const isHeld = useSyncExternalStore(dialogs.subscribe, dialogs.isAny);
  const room: Room = isWide ? 'wide' : isMedium ? 'medium' : 'narrow';
  const [shown, setShown] = useState(room);
  if (!isHeld && shown !== room) setShown(room);
  return isHeld ? shown : room;
}
