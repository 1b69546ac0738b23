import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useId, useImperativeHandle, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { cx } from './cx.ts';
import { listStep } from './listStep.ts';
import { useNearEnd } from './useNearEnd.ts';

export interface VirtualListProps<Item> {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Names the list for screen readers. */
  readonly label: string;
  /** Height of a row in px; rows are measured after they are drawn. */
  readonly rowHeight: number;
  /** Draws a row: text only, since an option of a listbox holds no controls. */
  readonly renderRow: (item: Item, state: RowState) => ReactNode;
  readonly selectedKey: string | null;
  /** Enter, Space or a click. */
  readonly onSelect: (item: Item) => void;
  /** The end is near: load the next page. Called again only after `items` changed. */
  readonly onNearEnd?: () => void;
  /** Rows in all, when more exist than are loaded; null when that is not known. */
  readonly total?: number | null;
  /** Drawn after the last row, such as the skeleton of the next page. */
  readonly footer?: ReactNode;
  readonly className?: string;
  readonly ref?: Ref<HTMLDivElement>;
}

export interface RowState {
  readonly selected: boolean;
  /** The row that the keyboard is on, while the list has focus. */
  readonly active: boolean;
}

/**
 * A listbox that draws only the rows in view. The list itself keeps the focus and points at the active row, so that focus
 * survives rows that move or go. Arrows, Home, End, Page Up and Page Down move; Enter and Space select.
 */
export function VirtualList<Item>({
  items,
  keyOf,
  label,
  rowHeight,
  renderRow,
  selectedKey,
  onSelect,
  onNearEnd,
  total,
  footer,
  className,
  ref,
}: VirtualListProps<Item>) {
  'use no memo';
  const id = useId();
  const scroller = useRef<HTMLDivElement | null>(null);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [hasFocus, setHasFocus] = useState(false);

  const wanted = activeKey ?? selectedKey;
  const found = wanted === null ? -1 : items.findIndex((item) => keyOf(item) === wanted);
  const activeIndex = found === -1 && items.length > 0 ? 0 : found;

  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (activeIndex < 0 || activeIndex >= range.count || indexes.includes(activeIndex)) return indexes;
      return [...indexes, activeIndex].sort((a, b) => a - b);
    },
    [activeIndex],
  );
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan: 8,
    rangeExtractor,
  });

  const rows = virtualizer.getVirtualItems();
  useNearEnd(items, virtualizer.range?.endIndex ?? 0, 10, onNearEnd);

  function moveTo(index: number): void {
    const item = items[index];
    if (item === undefined) return;
    setActiveKey(keyOf(item));
    virtualizer.scrollToIndex(index, { align: 'auto' });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const next = listStep(event.key, activeIndex, items.length, page);
    if (next !== null) moveTo(next);
    else if (event.key === 'Enter' || event.key === ' ') {
      const item = items[activeIndex];
      if (item !== undefined) onSelect(item);
    } else return;
    event.preventDefault();
  }

  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => scroller.current);

  const optionId = (key: string): string => `${id}-${key}`;
  const activeItem = items[activeIndex];
  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={activeItem === undefined ? undefined : optionId(keyOf(activeItem))}
      onKeyDown={onKeyDown}
      onFocus={() => {
        setHasFocus(true);
      }}
      onBlur={() => {
        setHasFocus(false);
        setActiveKey(null);
      }}
      className={cx('relative min-h-0 flex-1 overflow-y-auto outline-none focus-visible:outline-none', className)}
    >
      <div role="presentation" className="relative w-full" style={{ blockSize: virtualizer.getTotalSize() }}>
        {rows.map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          const key = keyOf(item);
          const state = { selected: key === selectedKey, active: hasFocus && row.index === activeIndex };
          return (
            <div
              key={row.key}
              id={optionId(key)}
              ref={virtualizer.measureElement}
              data-index={row.index}
              role="option"
              tabIndex={-1}
              aria-selected={state.selected}
              aria-posinset={row.index + 1}
              aria-setsize={total === undefined ? items.length : (total ?? -1)}
              data-active={state.active || undefined}
              onMouseDown={(event) => {
                // The list keeps the focus, not the row.
                event.preventDefault();
                scroller.current?.focus({ preventScroll: true });
              }}
              onClick={() => {
                setActiveKey(key);
                onSelect(item);
              }}
              onKeyDown={undefined}
              className="absolute inset-x-0 top-0 outline-none"
              style={{ transform: `translateY(${String(row.start)}px)` }}
            >
              {renderRow(item, state)}
            </div>
          );
        })}
      </div>
      {footer}
    </div>
  );
}
