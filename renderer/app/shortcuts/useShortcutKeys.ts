import { useEffect } from 'react';
import type { Registry } from '#renderer/app/registry.ts';
import { createKeyMatcher } from './matcher.ts';
import type { Shortcut } from './shortcuts.ts';

/** Listens for the keys of all registered shortcuts. Used once, by App. */
export function useShortcutKeys(registry: Registry<Shortcut>, isMac: boolean): void {
  useEffect(() => {
    const matcher = createKeyMatcher(isMac);
    function onKeyDown(event: KeyboardEvent): void {
      // A menu, dialog or list that took the key has said so; an input method still composing is not typing keys.
      if (event.defaultPrevented || event.isComposing || isBehindModal(event.target)) return;
      const handled = registry.list().filter((shortcut) => shortcut.run !== undefined);
      const shortcut = matcher.press(event, handled, isTextField(event.target));
      if (shortcut === null) return;
      event.preventDefault();
      shortcut.run?.();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry, isMac]);
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'submit'].includes(target.type);
}

const MODAL = '[role="dialog"], [role="menu"], [role="alertdialog"]';

/** Keys pressed in a dialog or menu are its own, until it is closed: then it only fades. */
function isBehindModal(target: EventTarget | null): boolean {
  const modal = target instanceof Element ? target.closest(MODAL) : null;
  return modal !== null && modal.getAttribute('data-state') !== 'closed';
}
