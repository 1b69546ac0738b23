import { useEffect, type RefObject } from 'react';
import { useLocation } from 'wouter';

/** Where the way to another screen took what had the focus with it, the content gets it: focus is never lost. */
export function useFocusKept(content: RefObject<HTMLElement | null>): void {
  const [location] = useLocation();
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) content.current?.focus({ preventScroll: true });
  }, [content, location]);
}
