import { useEffect, type RefObject } from 'react';

/** Marks the element within which everything else can be made inert; what lies outside it (toasts, menus) stays. */
export const SHELL = { 'data-shell': true } as const;

/** Makes all around an element inert, also what appears meanwhile. @returns how to end that. */
function makeInertAround(element: HTMLElement): () => void {
  const inert = new Set<HTMLElement>();
  const around = new Set<Node>([element]);
  const hide = (node: Node): void => {
    if (!(node instanceof HTMLElement) || around.has(node) || node.inert) return;
    node.inert = true;
    inert.add(node);
  };
  const watch = new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) hide(node);
  });
  let inside = element;
  while (inside.parentElement !== null && !inside.matches('[data-shell]')) {
    inside = inside.parentElement;
    around.add(inside);
    for (const child of inside.children) hide(child);
    watch.observe(inside, { childList: true });
  }
  return () => {
    watch.disconnect();
    for (const node of inert) node.inert = false;
  };
}

/** While `isOn`, nothing of the shell but the element can be reached: neither by keys nor by a screen reader. */
export function useInertAround(element: RefObject<HTMLElement | null>, isOn: boolean): void {
  useEffect(() => (isOn && element.current !== null ? makeInertAround(element.current) : undefined), [element, isOn]);
}
