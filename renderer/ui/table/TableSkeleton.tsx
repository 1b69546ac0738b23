import { cx } from '#renderer/ui/cx.ts';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { tracksOf, type Column } from './columns.ts';
import { HEAD_HEIGHT } from './TableHead.tsx';

interface TableSkeletonProps<Item> {
  /** Said to screen readers: what is being loaded. */
  readonly label: string;
  readonly columns: readonly Column<Item>[];
  readonly rows: number;
  readonly rowHeight: number;
  /** Absent under the rows of a table that is there already. */
  readonly hasHead?: boolean;
}

/** A table that is being loaded, in its own shape. */
export function TableSkeleton<Item>({ label, columns, rows, rowHeight, hasHead = true }: TableSkeletonProps<Item>) {
  const tracks = tracksOf(columns, {});
  return (
    <div role="status" className="min-h-0 overflow-hidden">
      <span className="sr-only">{label}</span>
      {hasHead && <div aria-hidden className="border-b border-line" style={{ blockSize: HEAD_HEIGHT }} />}
      {Array.from({ length: rows }, (_, row) => (
        <div
          key={row}
          aria-hidden
          className="grid items-center border-b border-line px-3"
          style={{ gridTemplateColumns: tracks, blockSize: rowHeight }}
        >
          {columns.map((column, index) => (
            <span key={column.id} className={cx('flex px-2', column.align === 'end' && 'justify-end')}>
              <Skeleton
                className={cx('h-2.5', (row + index) % 3 === 0 ? 'w-3/5' : (row + index) % 3 === 1 ? 'w-2/5' : 'w-1/2')}
              />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
