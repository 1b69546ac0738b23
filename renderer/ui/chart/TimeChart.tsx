import { useState, type KeyboardEvent } from 'react';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
  type LabelProps,
} from 'recharts';
import { ticksTo } from './ticks.ts';

export interface TimePoint {
  readonly key: string;
  /** Where it stands on the axis of time. */
  readonly label: string;
  /** Null: there is nothing to show, which is a gap. */
  readonly value: number | null;
  /** The same place of the time before, as a quiet line. */
  readonly before?: number | null;
  /** Everything about it, in a sentence. */
  readonly said: string;
}

export interface TimeChartProps {
  readonly kind: 'bars' | 'line';
  readonly tone: 'accent' | 'success' | 'info';
  readonly points: readonly TimePoint[];
  /** A value on the axis. */
  readonly format: (value: number) => string;
  /** The end of the axis; without it, a round one. */
  readonly maximum?: number;
  /** What the quiet line is, written at its end. */
  readonly beforeLabel?: string;
  /** Names the chart, and tells the keys. */
  readonly label: string;
  /** What is said while no point is chosen. */
  readonly hint: string;
  /** Shows the rows behind a point. */
  readonly onOpen: (key: string) => void;
}

const TONES = { accent: 'var(--accent)', success: 'var(--success)', info: 'var(--info)' } as const;
const TICK = { fill: 'var(--ink-muted)', fontSize: 11 } as const;
const MARGIN = { top: 14, right: 6, bottom: 0, left: 0 } as const;

/** How far a key goes; null for a key that means nothing here. */
function stepOf(key: string, count: number): number | null {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -count, End: count };
  return steps[key] ?? null;
}

/**
 * Values by time, one axis each way. A point is chosen with the pointer or the arrow keys and told in words over the chart; Enter or a click opens what is
 * behind it. Nothing moves by itself.
 */
export function TimeChart({ kind, tone, points, format, maximum, beforeLabel, label, hint, onOpen }: TimeChartProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const point = chosen === null ? undefined : points[chosen];

  function onKeyDown(event: KeyboardEvent): void {
    const step = stepOf(event.key, points.length);
    if (step !== null) {
      event.preventDefault();
      const from = chosen ?? (step < 0 ? points.length : -1);
      setChosen(Math.max(0, Math.min(points.length - 1, from + step)));
    } else if (event.key === 'Enter' && point !== undefined) {
      event.preventDefault();
      onOpen(point.key);
    }
  }
  const highest = Math.max(0, ...points.flatMap(({ value, before }) => [value ?? 0, before ?? 0]));
  const ticks = maximum === undefined ? ticksTo(highest) : [0, maximum / 2, maximum];
  const placeOf = (index: unknown): number | null => {
    const place = Number(index ?? Number.NaN);
    return Number.isInteger(place) && points[place] !== undefined ? place : null;
  };
  // At its last point, over the line, so that nobody has to look for it elsewhere.
  const atEnd = ({ index, x, y }: LabelProps & { index?: number }) =>
    index === points.length - 1 && beforeLabel !== undefined ? (
      <text
        x={Number(x)}
        y={Number(y) - 8}
        textAnchor="end"
        fill="var(--ink)"
        fontSize={11}
        paintOrder="stroke"
        stroke="var(--surface)"
        strokeWidth={4}
        strokeLinejoin="round"
      >
        {beforeLabel}
      </text>
    ) : null;

  return (
    <div className="flex h-full flex-col">
      <p aria-hidden className="h-5 shrink-0 truncate text-meta text-ink-muted tabular-nums">
        {point?.said ?? hint}
      </p>
      <div
        role="slider"
        aria-label={label}
        aria-orientation="horizontal"
        aria-valuemin={1}
        aria-valuemax={points.length}
        aria-valuenow={(chosen ?? points.length - 1) + 1}
        aria-valuetext={point?.said ?? hint}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setChosen(null)}
        className="min-h-0 flex-1 rounded-small"
      >
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 300, height: 180 }}>
          <ComposedChart
            data={[...points]}
            margin={MARGIN}
            accessibilityLayer={false}
            barCategoryGap={points.length > 100 ? 0 : '18%'}
            onMouseMove={({ activeTooltipIndex }) => setChosen(placeOf(activeTooltipIndex))}
            onMouseLeave={() => setChosen(null)}
            onClick={({ activeTooltipIndex }) => {
              const place = placeOf(activeTooltipIndex);
              const key = place === null ? undefined : points[place]?.key;
              if (key !== undefined) onOpen(key);
            }}
            className="cursor-pointer"
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="key"
              tickFormatter={(key: string) => points.find((one) => one.key === key)?.label ?? ''}
              tick={TICK}
              tickLine={false}
              axisLine={{ stroke: 'var(--line-control)' }}
              minTickGap={24}
              interval="preserveStartEnd"
            />
            {/* Recharts measures labels anew only so many times: other labels are another axis. */}
            <YAxis
              key={ticks.map(format).join(' ')}
              width="auto"
              tick={TICK}
              tickLine={false}
              axisLine={false}
              ticks={ticks}
              domain={[0, Math.max(1, ...ticks)]}
              interval={0}
              tickFormatter={format}
            />
            {point !== undefined && <ReferenceLine x={point.key} stroke="var(--ink-muted)" />}
            {kind === 'bars' ? (
              <Bar
                dataKey="value"
                fill={TONES[tone]}
                radius={points.length > 100 ? 0 : [3, 3, 0, 0]}
                isAnimationActive={false}
              />
            ) : (
              <Line
                dataKey="value"
                stroke={TONES[tone]}
                strokeWidth={2}
                dot={points.length > 100 ? false : { r: 2, fill: TONES[tone], strokeWidth: 0 }}
                activeDot={false}
                connectNulls={false}
                isAnimationActive={false}
              />
            )}
            {beforeLabel !== undefined && (
              // The ground under the line parts it from the bars that it crosses.
              <Line
                dataKey="before"
                stroke="var(--surface)"
                strokeWidth={4}
                dot={false}
                activeDot={false}
                isAnimationActive={false}
              />
            )}
            {beforeLabel !== undefined && (
              <Line
                dataKey="before"
                stroke="var(--ink-muted)"
                strokeWidth={1.5}
                dot={false}
                activeDot={false}
                connectNulls={false}
                isAnimationActive={false}
                label={atEnd as never}
              />
            )}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </div>
  );
}
