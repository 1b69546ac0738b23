import { ArrowDown, ArrowUp } from 'lucide-react';
import type { PointerEvent } from 'react';
import { cx } from '#renderer/ui/cx.ts';
import type { Column, Sort } from './columns.ts';

interface TableHeadProps<Item> {
  readonly columns: readonly Column<Item>[];
  readonly tracks: string;
  readonly sort: Sort;
  /** The heading that the keyboard is on. */
  readonly activeId: string | null;
  readonly cellId: (column: string) => string;
  readonly onSort: (column: string) => void;
  readonly onResize: (column: string, width: number | null) => void;
}

export const HEAD_HEIGHT = 32;

/** The headings, in sight however far one has scrolled. Click sorts; dragging the border resizes, a double-click on it resets. */
export function TableHead<Item>({ columns, tracks, sort, activeId, cellId, onSort, onResize }: TableHeadProps<Item>) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-surface">
      <div
        role="row"
        aria-rowindex={1}
        className="grid items-stretch px-3 text-meta font-medium text-ink-muted"
        style={{ gridTemplateColumns: tracks, blockSize: HEAD_HEIGHT }}
      >
        {columns.map((column, index) => {
          const isSorted = sort.by === column.id;
          const Arrow = sort.direction === 'asc' ? ArrowUp : ArrowDown;
          return (
            <div
              key={column.id}
              id={cellId(column.id)}
              role="columnheader"
              aria-colindex={index + 1}
              {...(column.isSortable === true
                ? { 'aria-sort': isSorted ? (sort.direction === 'asc' ? 'ascending' : 'descending') : 'none' }
                : {})}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                if (column.isSortable === true) onSort(column.id);
              }}
              // The table has the keys.
              onKeyDown={undefined}
              className={cx(
                'relative flex min-w-0 items-center gap-1 rounded-small px-2 outline-none',
                column.align === 'end' && 'flex-row-reverse',
                column.isSortable === true && 'hover:bg-hover hover:text-ink',
                isSorted && 'text-ink',
                activeId === column.id && 'shadow-[inset_0_0_0_2px_var(--focus)]',
              )}
            >
              <span className="truncate">{column.label}</span>
              {isSorted && <Arrow aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />}
              <Border
                onResize={(width) => onResize(column.id, width)}
                // Beside a heading that stands at the end the line would touch its last letter.
                isLast={index === columns.length - 1}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface BorderProps {
  readonly onResize: (width: number | null) => void;
  readonly isLast: boolean;
}

/** The border after a column, for the mouse: the keyboard widens the heading it is on. */
function Border({ onResize, isLast }: BorderProps) {
  function begin(event: PointerEvent<HTMLSpanElement>): void {
    if (event.button !== 0) return;
    const border = event.currentTarget;
    const startX = event.clientX;
    const startWidth = border.parentElement?.getBoundingClientRect().width ?? 0;
    border.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent): void => onResize(startWidth + moved.clientX - startX);
    const end = (): void => {
      border.removeEventListener('pointermove', move);
      border.removeEventListener('lostpointercapture', end);
    };
    border.addEventListener('pointermove', move);
    border.addEventListener('lostpointercapture', end);
  }
  return (
    <span
      aria-hidden
      data-border
      onPointerDown={begin}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={() => onResize(null)}
      className={cx(
        'group absolute inset-y-0 -end-1 z-10 flex w-2 cursor-col-resize touch-none justify-center',
        isLast && 'end-0',
      )}
    >
      <span className="my-2 w-px bg-line transition-colors group-hover:bg-line-control group-active:bg-accent" />
    </span>
  );
}
