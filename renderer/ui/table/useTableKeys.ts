import { useState, type KeyboardEvent } from 'react';
import { listStep } from '#renderer/ui/listStep.ts';
import { KEY_STEP } from './columns.ts';

/** Where the keyboard is: on a heading, or on a row by its key. */
type Place = { readonly heading: string } | { readonly row: string } | null;

interface TableKeysOptions<Item> {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly selectedKey: string | null;
  /** The columns that are shown, in order. */
  readonly columns: readonly { readonly id: string; readonly isSortable?: boolean }[];
  /** Rows that are in sight at once. */
  readonly pageSize: () => number;
  readonly reveal: (index: number) => void;
  readonly onOpen: (item: Item) => void;
  readonly onSort: (column: string) => void;
  /** Widens a column by so many pixels; null resets it. */
  readonly onResizeBy: (column: string, by: number | null) => void;
}

/**
 * The keys of a table. In its rows arrows, Home, End, Page Up and Page Down move, Enter and Space open. Up from the first row is its headings:
 * there left and right move, Enter and Space sort, Shift with left or right resizes, Backspace resets, down or Escape lead back.
 */
export function useTableKeys<Item>(options: TableKeysOptions<Item>) {
  const { items, keyOf, selectedKey, columns, pageSize, reveal, onOpen, onSort, onResizeBy } = options;
  const [place, setPlace] = useState<Place>(null);

  const heading = place !== null && 'heading' in place ? place.heading : null;
  const wanted = place !== null && 'row' in place ? place.row : selectedKey;
  const found = wanted === null ? -1 : items.findIndex((item) => keyOf(item) === wanted);
  const activeIndex = found === -1 && items.length > 0 ? 0 : found;

  function moveTo(index: number): void {
    const item = items[index];
    if (item === undefined) return;
    setPlace({ row: keyOf(item) });
    reveal(index);
  }

  function onHeadingKey(event: KeyboardEvent, column: string): boolean {
    const at = columns.findIndex(({ id }) => id === column);
    const go = (index: number): void => {
      const next = columns[Math.min(columns.length - 1, Math.max(0, index))];
      if (next !== undefined) setPlace({ heading: next.id });
    };
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight': {
        const step = event.key === 'ArrowRight' ? 1 : -1;
        if (event.shiftKey) onResizeBy(column, step * KEY_STEP);
        else go(at + step);
        return true;
      }
      case 'Home':
        go(0);
        return true;
      case 'End':
        go(columns.length - 1);
        return true;
      case 'Enter':
      case ' ':
        if (columns[at]?.isSortable === true) onSort(column);
        return true;
      case 'Backspace':
        onResizeBy(column, null);
        return true;
      case 'ArrowDown':
      case 'Escape':
        if (items.length > 0) moveTo(activeIndex);
        else setPlace(null);
        return true;
      default:
        return false;
    }
  }

  function onRowKey({ key }: KeyboardEvent): boolean {
    if (key === 'ArrowUp' && activeIndex <= 0) {
      const [first] = columns;
      if (first !== undefined) setPlace({ heading: first.id });
      return true;
    }
    const next = listStep(key, activeIndex, items.length, pageSize());
    if (next !== null) {
      moveTo(next);
      return true;
    }
    const item = items[activeIndex];
    if ((key !== 'Enter' && key !== ' ') || item === undefined) return false;
    onOpen(item);
    return true;
  }

  return {
    heading,
    activeIndex,
    /** Whether the keyboard stands on a row that somebody went to. */
    isOnRow: place !== null && 'row' in place,
    leave: () => setPlace(null),
    stand: (key: string) => setPlace({ row: key }),
    onKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const isTaken = heading === null ? onRowKey(event) : onHeadingKey(event, heading);
      if (isTaken) event.preventDefault();
    },
  };
}
