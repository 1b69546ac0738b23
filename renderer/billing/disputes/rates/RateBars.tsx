import { useState, type KeyboardEvent } from 'react';
import { Bar, BarChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';

interface RateBar {
  readonly key: string;
  readonly label: string;
  readonly won: number;
  readonly lost: number;
  /** Everything about it, in a sentence. */
  readonly said: string;
}

interface RateBarsProps {
  readonly bars: readonly RateBar[];
  readonly label: string;
  readonly hint: string;
  readonly legend: { readonly won: string; readonly lost: string };
  readonly onOpen: (key: string, outcome: 'won' | 'lost' | null) => void;
}

const ROW = 34;
const TICK = { fill: 'var(--ink)', fontSize: 12 } as const;
const MARGIN = { top: 0, right: 16, bottom: 0, left: 0 } as const;
const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** Won and lost by reason, a bar each. One is chosen with the pointer or the arrow keys, told in words above, and opened with Enter or a click. */
export function RateBars({ bars, label, hint, legend, onOpen }: RateBarsProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const bar = chosen === null ? undefined : bars[chosen];
  const most = Math.max(1, ...bars.map(({ won, lost }) => won + lost));

  function onKeyDown(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const from = chosen ?? (step < 0 ? bars.length : -1);
      setChosen(Math.max(0, Math.min(bars.length - 1, from + step)));
    } else if (event.key === 'Enter' && bar !== undefined) {
      event.preventDefault();
      onOpen(bar.key, null);
    }
  }
  const part = (outcome: 'won' | 'lost', color: string) => (
    <Bar
      dataKey={outcome}
      stackId="decided"
      fill={color}
      barSize={14}
      isAnimationActive={false}
      onMouseEnter={(_, index) => setChosen(index)}
      onClick={(_, index) => {
        const key = bars[index]?.key;
        if (key !== undefined) onOpen(key, outcome);
      }}
      className="cursor-pointer"
    />
  );
  return (
    <div className="flex h-full flex-col">
      <p aria-hidden className="flex h-5 shrink-0 items-center gap-4 text-meta text-ink-muted tabular-nums">
        <span className="min-w-0 flex-1 truncate">{bar?.said ?? hint}</span>
        <Key className="bg-success" name={legend.won} />
        <Key className="bg-danger" name={legend.lost} />
      </p>
      <div
        role="slider"
        aria-label={label}
        aria-orientation="vertical"
        aria-valuemin={1}
        aria-valuemax={bars.length}
        aria-valuenow={(chosen ?? 0) + 1}
        aria-valuetext={bar?.said ?? hint}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setChosen(null)}
        onMouseLeave={() => setChosen(null)}
        className="mt-2 min-h-0 flex-1 overflow-y-auto rounded-small"
      >
        <div style={{ blockSize: bars.length * ROW + 24 }}>
          <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 400, height: 200 }}>
            <BarChart data={[...bars]} layout="vertical" margin={MARGIN} accessibilityLayer={false}>
              <XAxis
                type="number"
                domain={[0, most]}
                allowDecimals={false}
                tick={{ ...TICK, fill: 'var(--ink-muted)', fontSize: 11 }}
                tickLine={false}
                axisLine={{ stroke: 'var(--line-control)' }}
              />
              <YAxis type="category" dataKey="label" width={190} tick={TICK} tickLine={false} axisLine={false} />
              {bar !== undefined && <ReferenceLine y={bar.label} stroke="var(--ink-muted)" />}
              {part('won', 'var(--success)')}
              {part('lost', 'var(--danger)')}
            </BarChart>
          </ResponsiveContainer>
        </div>
      </div>
    </div>
  );
}

function Key({ className, name }: { readonly className: string; readonly name: string }) {
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      <span className={`size-2.5 rounded-full ${className}`} />
      {name}
    </span>
  );
}
