import { useCallback, useEffect, useState } from 'react';

/** The whole screen for what is looked at; where the screen is not given, the whole window. */
export function useWall() {
  const [isWall, setIsWall] = useState(false);
  const begin = useCallback(() => {
    setIsWall(true);
    // All of the page: menus stand beside what is looked at, not in it.
    document.documentElement.requestFullscreen().catch(() => undefined);
  }, []);
  const end = useCallback(() => {
    setIsWall(false);
    if (document.fullscreenElement !== null) void document.exitFullscreen();
  }, []);
  useEffect(() => {
    if (!isWall) return;
    // Escape leaves the whole screen by itself, and then this.
    const left = (): void => {
      if (document.fullscreenElement === null) setIsWall(false);
    };
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') end();
    };
    document.addEventListener('fullscreenchange', left);
    document.addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('fullscreenchange', left);
      document.removeEventListener('keydown', pressed);
    };
  }, [isWall, end]);
  return { isWall, begin, end };
}
