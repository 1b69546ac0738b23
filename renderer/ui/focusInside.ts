/**
 * Where focus goes as a dialog opens: its first text field, else the dialog itself, so that nothing is pressed by accident
 * and no tooltip of a button stands in the way of Escape.
 */
export function focusInside(event: Event): void {
  event.preventDefault();
  if (!(event.target instanceof HTMLElement)) return;
  const field = event.target.querySelector<HTMLElement>('input:not([type=hidden]), textarea');
  (field ?? event.target).focus({ preventScroll: true });
}
