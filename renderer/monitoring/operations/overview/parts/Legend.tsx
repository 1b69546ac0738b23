import type { RefObject } from 'react';
import { lineDash, lineToken } from '#renderer/ui/chart/lineChartOptions.ts';

interface LegendProps {
  readonly lines: readonly { readonly name: string; readonly isBefore?: boolean }[];
  /** Where the values are written, as they change. */
  readonly values: RefObject<(HTMLSpanElement | null)[]>;
}

/** What each line is and comes to, beside a piece of it. The row is as high whatever stands in it. */
export function Legend({ lines, values }: LegendProps) {
  return (
    <ul className="flex h-5 min-w-0 gap-x-3 overflow-hidden text-meta text-ink-muted tabular-nums">
      {lines.map(({ name, isBefore = false }, index) => (
        <li key={`${String(isBefore)}${name}`} className="flex shrink-0 items-center gap-1.5">
          <svg aria-hidden width="14" height="4" className="shrink-0">
            <line
              x1="0"
              y1="2"
              x2="14"
              y2="2"
              strokeWidth="2"
              stroke={`var(${isBefore ? '--line-control' : lineToken(index)})`}
              strokeDasharray={(isBefore ? [2, 2] : lineDash(index)).join(' ')}
            />
          </svg>
          <span>{name}</span>
          <span
            ref={(element) => {
              values.current[index] = element;
            }}
            className="font-medium text-ink"
          />
        </li>
      ))}
    </ul>
  );
}
