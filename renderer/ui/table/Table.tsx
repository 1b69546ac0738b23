import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react';
import { useNearEnd } from '#renderer/ui/useNearEnd.ts';
import { columnsIn, nextSort, tracksOf, type Column, type Sort } from './columns.ts';
import { HEAD_HEIGHT, TableHead } from './TableHead.tsx';
import { TableRow } from './TableRow.tsx';
import { useColumnWidths } from './useColumnWidths.ts';
import { useRoomWidth } from './useRoomWidth.ts';
import { useTableKeys } from './useTableKeys.ts';

export interface TableProps<Item> {
  /** Under this name the widths are kept. */
  readonly id: string;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Names the table for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Item>[];
  /** Height of every row in px. */
  readonly rowHeight: number;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selectedKey: string | null;
  /** Enter, Space or a click. */
  readonly onOpen: (item: Item) => void;
  /** The end is near: load the next page. Called again only after `items` changed. */
  readonly onNearEnd?: () => void;
  /** Whether rows could come in at the top without anything moving under somebody's eyes: scrolled to the top, and not on a row. */
  readonly onRest?: (isAtRest: boolean) => void;
  /** Rows in all, when more exist than are loaded; null when that is not known. */
  readonly total?: number | null;
  /** Drawn after the last row, such as the skeleton of the next page. */
  readonly footer?: ReactNode;
  /** Said to screen readers as a column is resized by key. */
  readonly sayWidth: (column: string, pixels: number) => string;
  readonly ref?: Ref<HTMLDivElement>;
}

/** Pixels that rows and headings keep free at both ends. */
const PADDING = 24;

/**
 * A grid of rows that draws only those in view, sorted and resized by mouse and by key (see useTableKeys). The grid itself keeps the
 * focus and points at the active row or heading, so that focus survives rows that move or go.
 */
export function Table<Item>(props: TableProps<Item>) {
  const { items, keyOf, label, rowHeight, sort, onSort, selectedKey, onOpen, onNearEnd, onRest, total, footer } = props;
  const { ref, sayWidth } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement | null>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const [isAtTop, setIsAtTop] = useState(true);
  const [said, setSaid] = useState('');
  const { widths, set: setWidth } = useColumnWidths(props.storage, props.id);
  const room = useRoomWidth(scroller);
  const columns = room === null ? props.columns : columnsIn(props.columns, room - PADDING);
  const tracks = tracksOf(columns, widths);
  const narrowest = columns.reduce((sum, column) => sum + (widths[column.id] ?? column.width), PADDING);

  const activeAt = useRef(-1);
  const rangeExtractor = useCallback((range: Range) => {
    const indexes = defaultRangeExtractor(range);
    const active = activeAt.current;
    if (active < 0 || active >= range.count || indexes.includes(active)) return indexes;
    return [...indexes, active].sort((a, b) => a - b);
  }, []);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan: 10,
    // The headings cover as much of the height.
    scrollPaddingEnd: HEAD_HEIGHT,
    rangeExtractor,
  });

  const headingId = (column: string): string => `${id}-heading-${column}`;
  const rowId = (key: string): string => `${id}-row-${key}`;
  const sortBy = (column: string): void => onSort(nextSort(sort, column));
  const keys = useTableKeys({
    items,
    keyOf,
    selectedKey,
    columns,
    pageSize: () =>
      Math.max(1, Math.floor(((scroller.current?.clientHeight ?? rowHeight) - HEAD_HEIGHT) / rowHeight) - 1),
    reveal: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    onOpen,
    onSort: sortBy,
    onResizeBy(column, by) {
      const drawn = document.getElementById(headingId(column))?.getBoundingClientRect().width ?? 0;
      const name = columns.find((one) => one.id === column)?.label ?? '';
      const first = columns.find((one) => one.id === column)?.width ?? 0;
      setWidth(column, by === null ? null : drawn + by);
      setSaid(sayWidth(name, Math.round(by === null ? first : drawn + by)));
    },
  });
  useEffect(() => {
    activeAt.current = keys.activeIndex;
  });

  useNearEnd(items, virtualizer.range?.endIndex ?? 0, 20, onNearEnd);
  const isAtRest = isAtTop && !keys.isOnRow;
  useEffect(() => onRest?.(isAtRest), [onRest, isAtRest]);

  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(ref, () => scroller.current);
  const activeItem = items[keys.activeIndex];
  const pointsAt =
    keys.heading === null ? (activeItem === undefined ? undefined : rowId(keyOf(activeItem))) : headingId(keys.heading);
  return (
    <>
      <span role="status" className="sr-only">
        {said}
      </span>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={total === undefined ? items.length + 1 : total === null ? -1 : total + 1}
        aria-colcount={columns.length}
        aria-activedescendant={pointsAt}
        onKeyDown={keys.onKeyDown}
        onScroll={(event) => setIsAtTop(event.currentTarget.scrollTop < rowHeight / 2)}
        onFocus={() => setHasFocus(true)}
        onBlur={() => {
          setHasFocus(false);
          keys.leave();
        }}
        className="relative min-h-0 flex-1 overflow-auto outline-none focus-visible:outline-none"
      >
        <div role="presentation" style={{ minInlineSize: narrowest }}>
          <TableHead
            columns={columns}
            tracks={tracks}
            sort={sort}
            activeId={hasFocus ? keys.heading : null}
            cellId={headingId}
            onSort={sortBy}
            onResize={setWidth}
          />
          <div role="rowgroup" className="relative" style={{ blockSize: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((row) => {
              const item = items[row.index];
              if (item === undefined) return null;
              const key = keyOf(item);
              return (
                <TableRow
                  key={row.key}
                  item={item}
                  row={row}
                  id={rowId(key)}
                  columns={columns}
                  tracks={tracks}
                  rowHeight={rowHeight}
                  isSelected={key === selectedKey}
                  isActive={hasFocus && keys.heading === null && row.index === keys.activeIndex}
                  onPress={() => scroller.current?.focus({ preventScroll: true })}
                  onOpen={() => {
                    keys.stand(key);
                    onOpen(item);
                  }}
                />
              );
            })}
          </div>
          {footer}
        </div>
      </div>
    </>
  );
}
