import type { RefObject } from 'react';
import { lineDash, lineToken } from '#renderer/ui/chart/lineChartOptions.ts';

interface LegendProps {
  readonly lines: readonly { readonly name: string; readonly isBefore?: boolean }[];
  /** What the quiet lines are; null where there are none. */
  readonly beforeName: string | null;
  /** Where the values are written, as they change. */
  readonly values: RefObject<(HTMLSpanElement | null)[]>;
}

function Swatch({ token, dash }: { readonly token: string; readonly dash: readonly number[] }) {
  return (
    <svg aria-hidden width="14" height="4" className="shrink-0">
      <line x1="0" y1="2" x2="14" y2="2" strokeWidth="2" stroke={`var(${token})`} strokeDasharray={dash.join(' ')} />
    </svg>
  );
}

/** What each line is and comes to, beside a piece of it. Two rows of room, whatever stands in them. */
export function Legend({ lines, beforeName, values }: LegendProps) {
  return (
    <ul className="flex h-9 min-w-0 flex-wrap content-start gap-x-3 overflow-hidden text-meta text-ink-muted tabular-nums">
      {lines.map(({ name, isBefore = false }, index) =>
        isBefore ? null : (
          <li key={name} className="flex h-4.5 shrink-0 items-center gap-1.5">
            <Swatch token={lineToken(index)} dash={lineDash(index)} />
            <span>{name}</span>
            <span
              ref={(element) => {
                values.current[index] = element;
              }}
              className="font-medium text-ink"
            />
          </li>
        ),
      )}
      {beforeName !== null && lines.length > 0 && (
        <li className="flex h-4.5 shrink-0 items-center gap-1.5">
          <Swatch token="--line-control" dash={[2, 2]} />
          <span>{beforeName}</span>
        </li>
      )}
    </ul>
  );
}
