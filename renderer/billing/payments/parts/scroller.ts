/** Chromium's `scrollTo` answers a promise, which an effect must not hand on. */
export function toTop(scroller: HTMLElement | null): void {
  scroller?.scrollTo({ top: 0 });
}

/** Presses a key in what knows its own way, wherever the focus was: J and K are a table's arrows. */
export function pressIn(element: HTMLElement | null, key: string): void {
  element?.focus();
  element?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}
