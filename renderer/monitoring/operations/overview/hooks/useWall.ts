import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { useInertAround } from '#renderer/ui/useInertAround.ts';

const LEAVES = new Set(['Escape', 'w']);

/** The whole screen for what is looked at; where the screen is not given, the whole window. Nothing else can be reached meanwhile, and what had the focus before has it again afterwards. */
export function useWall(wall: RefObject<HTMLElement | null>) {
  const [isWall, setIsWall] = useState(false);
  const before = useRef<Element | null>(null);
  const begin = useCallback(() => {
    before.current = document.activeElement;
    setIsWall(true);
    // All of the page: menus stand beside what is looked at, not in it.
    document.documentElement.requestFullscreen().catch(() => undefined);
  }, []);
  const end = useCallback(() => setIsWall(false), []);
  useInertAround(wall, isWall);
  useEffect(() => {
    const { current } = wall;
    if (!isWall || current === null) return;
    // Whoever came by its button stays on it: it leads out again.
    if (!current.contains(document.activeElement)) current.focus({ preventScroll: true });
    // Escape leaves the whole screen by itself, and then this.
    const left = (): void => {
      if (document.fullscreenElement === null) setIsWall(false);
    };
    const pressed = (event: KeyboardEvent): void => {
      // A menu that is open takes them for itself.
      if (!LEAVES.has(event.key) || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      end();
    };
    document.addEventListener('fullscreenchange', left);
    document.addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('fullscreenchange', left);
      document.removeEventListener('keydown', pressed);
      // Also where somebody went on to another screen.
      if (document.fullscreenElement !== null) void document.exitFullscreen();
      const { current: from } = before;
      const isThere = from instanceof HTMLElement && from.isConnected && from !== document.body;
      (isThere ? from : document.querySelector('main'))?.focus({ preventScroll: true });
    };
  }, [wall, isWall, end]);
  return { isWall, begin, end };
}
