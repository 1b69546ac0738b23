import { useCallback, useState } from 'react';
import { clampWidth, type Widths } from './columns.ts';

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

function read(storage: Storage, id: string): Widths {
  try {
    const kept: unknown = JSON.parse(storage.getItem(id) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept)
        .filter((entry): entry is [string, number] => typeof entry[1] === 'number' && Number.isFinite(entry[1]))
        .map(([column, width]) => [column, clampWidth(width)]),
    );
  } catch {
    return {};
  }
}

export interface ColumnWidths {
  readonly widths: Widths;
  /** Null gives the column its first width back. */
  readonly set: (column: string, width: number | null) => void;
}

/** The widths of a table's columns, kept under `id`. */
export function useColumnWidths(storage: Storage, id: string): ColumnWidths {
  const [widths, setWidths] = useState(() => read(storage, id));
  const set = useCallback(
    (column: string, width: number | null) => {
      setWidths((before) => {
        const { [column]: _, ...others } = before;
        const next = width === null ? others : { ...others, [column]: clampWidth(width) };
        storage.setItem(id, JSON.stringify(next));
        return next;
      });
    },
    [storage, id],
  );
  return { widths, set };
}
