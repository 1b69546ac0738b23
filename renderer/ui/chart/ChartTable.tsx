import { cx } from '#renderer/ui/cx.ts';
import type { ChartData } from './chartData.ts';

interface ChartTableProps {
  readonly label: string;
  readonly data: ChartData;
}

/** A chart's figures. The first cell of a row opens what is behind it. */
export function ChartTable({ label, data: { columns, rows } }: ChartTableProps) {
  return (
    <div className="h-full overflow-auto">
      <table aria-label={label} className="w-full border-collapse tabular-nums">
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th
                key={title}
                scope="col"
                className={cx(
                  'sticky top-0 border-b border-line bg-surface px-2 py-1.5 text-meta font-medium whitespace-nowrap text-ink-muted',
                  isNumber ? 'text-end' : 'text-start',
                )}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...cells], onOpen }) => (
            <tr key={key} className="border-b border-line last:border-b-0">
              <th scope="row" className="px-2 py-1.5 text-start font-normal">
                {onOpen === undefined ? (
                  first?.text
                ) : (
                  <button
                    type="button"
                    onClick={onOpen}
                    className="text-start text-accent-text underline-offset-2 hover:underline"
                  >
                    {first?.text}
                  </button>
                )}
              </th>
              {cells.map(({ text }, place) => (
                <td
                  key={columns[place + 1]?.title}
                  className={cx('px-2 py-1.5 whitespace-nowrap', columns[place + 1]?.isNumber === true && 'text-end')}
                >
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
