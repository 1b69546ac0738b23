import { useMemo, useRef } from 'react';

export interface FocusReturn {
  readonly onOpenAutoFocus: (event: Event) => void;
  readonly onCloseAutoFocus: (event: Event) => void;
}

/** Whether what closes has lost the focus to something else meanwhile, which then keeps it. */
function isTaken({ target }: Event): boolean {
  const { activeElement: now } = document;
  return now !== null && now !== document.body && !(target instanceof Node && target.contains(now));
}

/**
 * For what Radix gives the focus back to its trigger: it does so a moment after it has closed, and somebody quick may be elsewhere by then, with the
 * next key.
 */
export function leaveTakenFocus(event: Event): void {
  if (isTaken(event)) event.preventDefault();
}

/**
 * Where focus goes as a dialog opens and closes. In: its first text field, else the dialog itself, so that nothing is pressed by
 * accident and no tooltip of a button stands in the way of Escape. Back: what had it, else the page's main part; Radix itself gives it
 * back only to a trigger of its own. What took it while the dialog was going (the place that a link in it led to) keeps it.
 */
export function useFocusReturn(): FocusReturn {
  const before = useRef<Element | null>(null);
  return useMemo(
    () => ({
      onOpenAutoFocus(event) {
        event.preventDefault();
        before.current = document.activeElement;
        if (!(event.target instanceof HTMLElement)) return;
        const field = event.target.querySelector<HTMLElement>('input:not([type=hidden]), textarea');
        (field ?? event.target).focus({ preventScroll: true });
      },
      onCloseAutoFocus(event) {
        event.preventDefault();
        if (isTaken(event)) return;
        const { current } = before;
        const isThere = current instanceof HTMLElement && current.isConnected && current !== document.body;
        (isThere ? current : document.querySelector('main'))?.focus({ preventScroll: true });
      },
    }),
    [],
  );
}
