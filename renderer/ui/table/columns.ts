import type { ReactNode } from 'react';

export interface Column<Item> {
  readonly id: string;
  /** Its heading. */
  readonly label: string;
  /** Pixels at first; of the column that `grows`, at least. */
  readonly width: number;
  /** Takes what room is left; one column of a table does. */
  readonly grows?: boolean;
  /** Numbers stand at the end. */
  readonly align?: 'start' | 'end';
  readonly isSortable?: boolean;
  /** Which columns give way first where the table is too narrow for all: the highest. Absent: it stays. */
  readonly yields?: number;
  readonly render: (item: Item) => ReactNode;
}

export interface Sort {
  readonly by: string;
  readonly direction: 'asc' | 'desc';
}

/** Widths somebody chose, in pixels, by column. */
export type Widths = Readonly<Record<string, number>>;

const NARROWEST = 56;
const WIDEST = 800;
/** How far one press of a key takes a border. */
export const KEY_STEP = 16;

export const clampWidth = (width: number): number => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

/** The columns that a table of `room` pixels can show without scrolling sideways. Chosen widths do not count: widening one hides no other. */
export function columnsIn<Of extends Pick<Column<never>, 'width' | 'yields'>>(
  columns: readonly Of[],
  room: number,
): readonly Of[] {
  let shown = columns;
  const needed = (): number => shown.reduce((sum, { width }) => sum + width, 0);
  while (needed() > room) {
    const next = shown
      .filter(({ yields }) => yields !== undefined)
      .sort((a, b) => (b.yields ?? 0) - (a.yields ?? 0))[0];
    if (next === undefined) break;
    shown = shown.filter((column) => column !== next);
  }
  return shown;
}

/** The value of `grid-template-columns`. A column that grows and whose width was chosen keeps that width at least. */
export function tracksOf(columns: readonly Pick<Column<never>, 'id' | 'width' | 'grows'>[], widths: Widths): string {
  return columns
    .map(({ id, width, grows }) => {
      const own = `${String(widths[id] ?? width)}px`;
      return grows === true ? `minmax(${own}, 1fr)` : own;
    })
    .join(' ');
}

/** What a click on a heading sorts by next: the other direction, or, of another column, the largest first. */
export const nextSort = (sort: Sort, by: string): Sort =>
  sort.by === by ? { by, direction: sort.direction === 'desc' ? 'asc' : 'desc' } : { by, direction: 'desc' };
