import type { ReactNode } from 'react';
import { cx } from '#renderer/ui/cx.ts';

export interface PlainColumn<Item> {
  readonly id: string;
  readonly label: string;
  /** Numbers stand at the end. */
  readonly align?: 'start' | 'end';
  /** The cell that names the row. */
  readonly isHead?: boolean;
  /** Has no heading that is seen: a row of buttons. */
  readonly isQuiet?: boolean;
  readonly render: (item: Item) => ReactNode;
}

interface PlainTableProps<Item> {
  readonly label: string;
  readonly columns: readonly PlainColumn<Item>[];
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
}

/** A short table in the order it is given. Where it is wider than its place it scrolls in its frame. */
export function PlainTable<Item>({ label, columns, items, keyOf }: PlainTableProps<Item>) {
  const cell = (align: 'start' | 'end' = 'start') =>
    cx('px-4 py-2.5 align-middle', align === 'end' ? 'text-end tabular-nums' : 'text-start');
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="overflow-x-auto rounded-medium border border-line bg-raised"
    >
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line text-meta text-ink-faint">
            {columns.map(({ id, label: name, align, isQuiet }) => (
              <th key={id} scope="col" className={cx(cell(align), 'py-2 font-medium whitespace-nowrap')}>
                <span className={cx(isQuiet === true && 'sr-only')}>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {items.map((item) => (
            <tr key={keyOf(item)} className="transition-colors focus-within:bg-hover hover:bg-hover">
              {columns.map(({ id, align, isHead, render }) =>
                isHead === true ? (
                  <th key={id} scope="row" className={cx(cell(align), 'font-normal')}>
                    {render(item)}
                  </th>
                ) : (
                  <td key={id} className={cell(align)}>
                    {render(item)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
