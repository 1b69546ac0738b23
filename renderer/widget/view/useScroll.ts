import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

/** This close to an edge, in CSS pixels, counts as being there. */
const END = 48;
const TOP = 120;

export interface Scroll {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  readonly toEnd: () => void;
  /** How many of the team's messages came in below what is in view. */
  readonly below: number;
}

export interface ScrollOptions {
  /** Key of the first row: another one means that older messages came in above. */
  readonly firstKey: string;
  /** How many messages the team has sent. */
  readonly fromTeam: number;
  /** How many the visitor has: sending one brings its end into view. */
  readonly own: number;
  readonly onTop: () => void;
}

/** Keeps the end in view while the visitor is there, and what they read in its place while they are not. */
export function useScroll({ firstKey, fromTeam, own, onTop }: ScrollOptions): Scroll {
  const box = useRef<HTMLDivElement | null>(null);
  const place = useRef({ atEnd: true, height: 0, firstKey, fromTeam, own });
  const [below, setBelow] = useState(0);

  function toEnd(): void {
    const element = box.current;
    if (element === null) return;
    element.scrollTop = element.scrollHeight;
    place.current.atEnd = true;
    setBelow(0);
  }

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const before = place.current;
    const grewAbove = before.firstKey !== firstKey && !before.atEnd;
    if (own > before.own || before.atEnd) toEnd();
    else if (grewAbove) element.scrollTop += element.scrollHeight - before.height;
    else if (fromTeam > before.fromTeam) setBelow((count) => count + fromTeam - before.fromTeam);
    place.current = { ...place.current, height: element.scrollHeight, firstKey, fromTeam, own };
  });

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    // What scrolls must be reachable by keyboard, whether or not there is anything in it to focus.
    element.tabIndex = 0;
    const observer = new ResizeObserver(() => {
      if (place.current.atEnd) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return {
    box,
    below,
    toEnd,
    onScroll() {
      const element = box.current;
      if (element === null) return;
      place.current.atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < END;
      if (place.current.atEnd) setBelow(0);
      if (element.scrollTop < TOP) onTop();
    },
  };
}
