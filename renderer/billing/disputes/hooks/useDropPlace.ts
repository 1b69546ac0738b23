import { useEffect, useState, type RefObject } from 'react';
import { useLatest } from '#renderer/ui/useLatest.ts';

/** Lets a file be dropped on an element; the button beside it does the same by key. @returns whether one is held over it. */
export function useDropPlace(element: RefObject<HTMLElement | null>, onFile: (file: File) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const latest = useLatest(onFile);
  useEffect(() => {
    const place = element.current;
    if (place === null) return undefined;
    const over = (event: DragEvent): void => {
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (): void => setIsOver(false);
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setIsOver(false);
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) latest.current(file);
    };
    place.addEventListener('dragover', over);
    place.addEventListener('dragleave', leave);
    place.addEventListener('drop', drop);
    return () => {
      place.removeEventListener('dragover', over);
      place.removeEventListener('dragleave', leave);
      place.removeEventListener('drop', drop);
    };
  }, [element, latest]);
  return isOver;
}
