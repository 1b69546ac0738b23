import { useEffect } from 'preact/hooks';

/** Calls `onEscape` when Escape is pressed, unless it ends the writing of a character. */
export function useEscape(onEscape: () => void): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.key === 'Escape' && !event.isComposing) onEscape();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onEscape]);
}
