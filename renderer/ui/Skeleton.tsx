import { cx } from './cx.ts';

/** The shape of something that is being loaded. Give it the size, and where it is not a bar the corners, with classes. */
export function Skeleton({ className }: { readonly className: string }) {
  return (
    <span
      aria-hidden
      className={cx('block bg-pressed', !className.includes('rounded') && 'rounded-small', className)}
    />
  );
}

export interface SkeletonListProps {
  /** Said to screen readers: what is being loaded. */
  readonly label: string;
  readonly rows?: number;
  /** Height of a row in px, as in the list it stands for. */
  readonly rowHeight: number;
  readonly avatar?: boolean;
}

/** A list of rows that are being loaded: picture, two lines. */
export function SkeletonList({ label, rows = 8, rowHeight, avatar = true }: SkeletonListProps) {
  return (
    <div role="status" className="overflow-hidden">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex items-center gap-3 px-3" style={{ blockSize: rowHeight }}>
          {avatar && <Skeleton className="size-7 shrink-0 rounded-full" />}
          <div className="flex min-w-0 flex-1 flex-col gap-2">
            <Skeleton className={cx('h-2.5', row % 3 === 0 ? 'w-2/5' : row % 3 === 1 ? 'w-1/2' : 'w-1/3')} />
            <Skeleton className={cx('h-2.5', row % 2 === 0 ? 'w-4/5' : 'w-3/5')} />
          </div>
        </div>
      ))}
    </div>
  );
}
