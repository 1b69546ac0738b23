import { ArrowUp } from 'lucide-react';
import { Button } from '#renderer/ui/Button.tsx';
import type { Column } from '#renderer/ui/table/columns.ts';
import { TableSkeleton } from '#renderer/ui/table/TableSkeleton.tsx';

interface ListFooterProps<Item> {
  readonly query: { readonly hasNextPage: boolean; readonly isFetchNextPageError: boolean };
  readonly columns: readonly Column<Item>[];
  readonly rowHeight: number;
  readonly loading: string;
  /** Said after the last row. */
  readonly end: string;
}

/** Drawn in the grid, where only rows may speak: screen readers hear the table's size instead. */
export function ListFooter<Item>({ query, columns, rowHeight, loading, end }: ListFooterProps<Item>) {
  if (query.isFetchNextPageError) return null;
  return (
    <div aria-hidden>
      {query.hasNextPage ? (
        <TableSkeleton label={loading} columns={columns} rows={2} rowHeight={rowHeight} hasHead={false} />
      ) : (
        <p className="p-4 text-center text-meta text-ink-faint">{end}</p>
      )}
    </div>
  );
}

interface ShowFreshProps {
  readonly label: string;
  /** Where the label is too short to be understood alone. */
  readonly said?: string;
  readonly onShow: () => void;
}

/** Over a list that does not move by itself: shows what has arrived meanwhile. */
export function ShowFresh({ label, said, onShow }: ShowFreshProps) {
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-10 z-20 flex justify-center">
      <Button
        variant="primary"
        icon={ArrowUp}
        className="pointer-events-auto rounded-full shadow-2"
        {...(said === undefined ? {} : { 'aria-label': said })}
        onClick={onShow}
      >
        {label}
      </Button>
    </div>
  );
}
