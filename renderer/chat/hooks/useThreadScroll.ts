import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

export interface ThreadScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The element whose children are the rows. */
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  toEnd(): void;
  onScroll(): void;
}

/** This close to the end, in px, still counts as being there. */
const END_SLACK = 48;
/** Older messages are asked for this long, in px, before the top is reached. */
const TOP_SLACK = 400;

interface Anchor {
  readonly element: Element;
  /** Px from the top of the scroller. */
  readonly offset: number;
}

/** The first row that reaches into view: rows stand in order, so a binary search finds it. */
function firstInView(rows: HTMLCollection, top: number): Element | null {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const bottom = rows[middle]?.getBoundingClientRect().bottom ?? 0;
    if (bottom > top) high = middle;
    else low = middle + 1;
  }
  return rows[low] ?? null;
}

const sizeOf = (element: Element): string => `${String(element.clientHeight)}:${String(element.scrollHeight)}`;

/**
 * Keeps the place of a reader in a thread that grows at both ends: at the end it follows what comes, anywhere else the row at
 * the top of the view stays where it is, whatever is put above it.
 */
export function useThreadScroll(onNearTop: () => void): ThreadScroll {
  const scroller = useRef<HTMLDivElement | null>(null);
  const content = useRef<HTMLDivElement | null>(null);
  const follows = useRef(true);
  const anchor = useRef<Anchor | null>(null);
  const settledSize = useRef('');
  const [isAtEnd, setIsAtEnd] = useState(true);

  const settle = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    settledSize.current = sizeOf(element);
    if (follows.current) {
      element.scrollTop = element.scrollHeight;
      return;
    }
    const kept = anchor.current;
    if (kept?.element.isConnected !== true) return;
    const moved = kept.element.getBoundingClientRect().top - element.getBoundingClientRect().top - kept.offset;
    if (Math.abs(moved) >= 1) element.scrollTop += moved;
  }, []);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    if (sizeOf(element) !== settledSize.current) {
      // The layout scrolled, not the reader: a composer that grows takes room away.
      settle();
      return;
    }
    const left = element.scrollHeight - element.clientHeight - element.scrollTop;
    follows.current = left < END_SLACK;
    setIsAtEnd(follows.current);
    const { top } = element.getBoundingClientRect();
    const row = content.current === null ? null : firstInView(content.current.children, top);
    anchor.current = row === null ? null : { element: row, offset: row.getBoundingClientRect().top - top };
    if (element.scrollTop < TOP_SLACK) onNearTop();
  }, [onNearTop, settle]);

  const toEnd = useCallback(() => {
    follows.current = true;
    setIsAtEnd(true);
    settle();
  }, [settle]);

  // After every render: whatever changed the rows, the reader's place is put right before it is painted.
  useLayoutEffect(settle);

  useEffect(() => {
    const observer = new ResizeObserver(settle);
    if (scroller.current !== null) observer.observe(scroller.current);
    if (content.current !== null) observer.observe(content.current);
    return () => {
      observer.disconnect();
    };
  }, [settle]);

  return { scroller, content, isAtEnd, toEnd, onScroll };
}
