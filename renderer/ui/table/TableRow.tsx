import type { VirtualItem } from '@tanstack/react-virtual';
import { cx } from '#renderer/ui/cx.ts';
import type { Column } from './columns.ts';

interface TableRowProps<Item> {
  readonly item: Item;
  readonly row: VirtualItem;
  readonly id: string;
  readonly columns: readonly Column<Item>[];
  readonly tracks: string;
  readonly rowHeight: number;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly onPress: () => void;
  readonly onOpen: () => void;
}

/** One row of a table, at its place in the scrolled height. */
export function TableRow<Item>({
  item,
  row,
  id,
  columns,
  tracks,
  rowHeight,
  isSelected,
  isActive,
  onPress,
  onOpen,
}: TableRowProps<Item>) {
  return (
    <div
      id={id}
      role="row"
      tabIndex={-1}
      // The headings are the first row.
      aria-rowindex={row.index + 2}
      aria-selected={isSelected}
      data-active={isActive || undefined}
      onMouseDown={(event) => {
        // The table keeps the focus, not the row.
        event.preventDefault();
        onPress();
      }}
      onClick={onOpen}
      // The table has the keys.
      onKeyDown={undefined}
      className={cx(
        'absolute inset-x-0 top-0 grid items-center border-b border-line px-3 outline-none',
        isSelected ? 'bg-accent-subtle' : isActive ? 'bg-hover' : 'hover:bg-hover',
        isActive && 'shadow-[inset_0_0_0_2px_var(--focus)]',
      )}
      style={{ gridTemplateColumns: tracks, blockSize: rowHeight, transform: `translateY(${String(row.start)}px)` }}
    >
      {isSelected && <span aria-hidden className="absolute inset-y-0 start-0 w-0.5 bg-accent" />}
      {columns.map((column, index) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={index + 1}
          className={cx('min-w-0 truncate px-2', column.align === 'end' && 'text-end')}
        >
          {column.render(item)}
        </div>
      ))}
    </div>
  );
}
