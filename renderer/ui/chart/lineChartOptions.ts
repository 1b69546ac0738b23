import uPlot from 'uplot';
import { ticksFrom } from './ticks.ts';
import { zoneDate } from './zoneDates.ts';

/** How tokens look here and now. */
export interface ChartLook {
  readonly token: (name: string) => string;
  readonly font: string;
}

/** Lines are told apart by their dashes too. */
export const LINE_TOKENS = [
  '--accent-text',
  '--warning-text',
  '--success-text',
  '--danger-text',
  '--info-text',
  '--ink-muted',
] as const;
export const LINE_DASHES = [[], [6, 3], [2, 3], [8, 3, 2, 3], [4, 4], [1, 4]] as const;

export const lineToken = (index: number): string => LINE_TOKENS[index % LINE_TOKENS.length] ?? '--ink';
export const lineDash = (index: number): readonly number[] => LINE_DASHES[index % LINE_DASHES.length] ?? [];

export interface LineChartSettings {
  readonly look: ChartLook;
  readonly lines: readonly { readonly name: string; readonly isBefore?: boolean }[];
  readonly width: number;
  readonly height: number;
  readonly locale: string;
  readonly timeZone: string;
  readonly syncKey: string;
  readonly format: (value: number) => string;
  /** UTC ms. */
  readonly marks: () => readonly number[];
  readonly onCursor: (index: number | null) => void;
  readonly onZoom: (from: number, to: number) => void;
}

const DAY = 86_400_000;
/** Pixels: always the same, so that nothing moves as values grow. */
const AXIS_WIDTH = 62;
const LEAST_DRAG = 8;

/** Only as much of the time as tells ticks apart. */
function timeFormat(locale: string, timeZone: string): (span: number, step: number) => Intl.DateTimeFormat {
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const seconds = of({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const minutes = of({ hour: '2-digit', minute: '2-digit' });
  const days = of({ day: 'numeric', month: 'short' });
  const months = of({ month: 'short', year: 'numeric' });
  return (span, step) => {
    if (span > 200 * DAY) return months;
    if (step >= DAY / 2) return days;
    return step < 60_000 ? seconds : minutes;
  };
}

/** A line down the chart for each thing that happened. */
function drawMarks(plot: uPlot, marks: readonly number[], look: ChartLook): void {
  const { ctx, bbox, scales } = plot;
  const { min = 0, max = 0 } = scales['x'] ?? {};
  ctx.save();
  ctx.strokeStyle = look.token('--ink-muted');
  ctx.fillStyle = look.token('--ink-muted');
  ctx.setLineDash([3 * uPlot.pxRatio, 3 * uPlot.pxRatio]);
  for (const at of marks) {
    if (at < min || at > max) continue;
    const x = Math.round(plot.valToPos(at, 'x', true));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const size = 4 * uPlot.pxRatio;
    ctx.beginPath();
    ctx.moveTo(x - size, bbox.top);
    ctx.lineTo(x + size, bbox.top);
    ctx.lineTo(x, bbox.top + 1.5 * size);
    ctx.fill();
  }
  ctx.restore();
}

/** Where a value stands between two gaps. */
function alone(values: ArrayLike<number | null | undefined>): number[] {
  const found: number[] = [];
  for (let at = 0; at < values.length; at += 1) {
    const isGap = (place: number): boolean => (values[place] ?? null) === null;
    if (!isGap(at) && isGap(at - 1) && isGap(at + 1)) found.push(at);
  }
  return found;
}

export function lineChartOptions(settings: LineChartSettings): uPlot.Options {
  const { look, lines, width, height, locale, timeZone, syncKey, format, marks, onCursor, onZoom } = settings;
  const formatOf = timeFormat(locale, timeZone);
  const axis = { stroke: look.token('--ink-muted'), font: look.font } as const;
  const hairline = { stroke: look.token('--line'), width: 1 } as const;
  return {
    width,
    height,
    ms: 1,
    tzDate: (at) => zoneDate(at, timeZone),
    // The last time on the axis stands half beyond it.
    padding: [8, 20, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: LEAST_DRAG },
      points: { size: 6 },
      // A time is drawn in one chart; the crosshair stands in all.
      sync: {
        key: syncKey,
        setSeries: false,
        filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' },
      },
    },
    scales: {
      x: { time: true, auto: false },
      y: { auto: true, range: (_, __, max) => [0, ticksFrom(max).at(-1) ?? 1] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        ticks: { show: false },
        size: 22,
        gap: 4,
        space: 64,
        values: (plot, splits, _axis, _space, step) => {
          const span = (plot.scales['x']?.max ?? 0) - (plot.scales['x']?.min ?? 0);
          const shown = formatOf(span, step);
          return splits.map((at) => shown.format(at));
        },
      },
      {
        ...axis,
        grid: hairline,
        ticks: { show: false },
        size: AXIS_WIDTH,
        gap: 6,
        splits: (plot) => [...ticksFrom(plot.scales['y']?.max ?? 1)],
        values: (_, splits) => splits.map(format),
      },
    ],
    series: [
      {},
      ...lines.map(({ isBefore = false }, index): uPlot.Series => ({
        stroke: look.token(isBefore ? '--line-control' : lineToken(index)),
        width: isBefore ? 1.25 : 1.75,
        dash: isBefore ? [2, 2] : [...lineDash(index)],
        spanGaps: false,
        // A line has two ends: what stands between two gaps is shown by a dot.
        points: { show: true, size: 4, filter: (plot, line) => alone(plot.data[line] ?? []) },
      })),
    ],
    hooks: {
      setCursor: [({ cursor }) => onCursor(cursor.idx ?? null)],
      setSelect: [
        (plot) => {
          const { left, width: drawn } = plot.select;
          if (drawn < LEAST_DRAG) return;
          onZoom(plot.posToVal(left, 'x'), plot.posToVal(left + drawn, 'x'));
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      draw: [(plot) => drawMarks(plot, marks(), look)],
    },
  };
}
