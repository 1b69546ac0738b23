import { useEffect, useRef, type KeyboardEvent } from 'react';
import uPlot from 'uplot';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { lineChartOptions, type ChartLook } from './lineChartOptions.ts';
import { inTurn } from './inTurn.ts';

/** Values by time: times ascending (UTC ms), and for each line as many values; null is a gap. */
export type LineData = readonly [times: readonly number[], ...lines: (readonly (number | null)[])[]];

/** What a chart shows, which goes on without anything being rendered. */
export interface LineSource {
  /** @returns how to stop hearing. */
  subscribe(changed: () => void): () => void;
  data(): LineData;
  /** From when until when, UTC ms. */
  window(): readonly [from: number, to: number];
}

export interface LineChartProps {
  readonly source: LineSource;
  readonly lines: readonly { readonly name: string; readonly isBefore?: boolean }[];
  /** When something happened, UTC ms: told by a line down the chart. */
  readonly marks: readonly number[];
  /** A value on the axis. */
  readonly format: (value: number) => string;
  /** Charts of the same key share their crosshair. */
  readonly syncKey: string;
  /** Another theme is another look. */
  readonly theme: string;
  /** Names the chart, and tells the keys. */
  readonly label: string;
  /** Told where the crosshair stands; null when it stands nowhere. */
  readonly onCursor: (index: number | null) => void;
  /** In words, what stands at an index; null for the latest. */
  readonly said: (index: number | null) => string;
  /** A time was drawn with the pointer, or asked for by a key. */
  readonly onZoom: (from: number, to: number) => void;
}

function lookOf(element: Element): ChartLook {
  const style = getComputedStyle(element);
  return { token: (name) => style.getPropertyValue(name), font: `11px ${style.fontFamily}` };
}

/** Moves the crosshair of all charts that share it; uPlot's types do not tell of the last parameter. */
function moveCursor(plot: uPlot, left: number): void {
  const set = plot.setCursor as (to: { left: number; top: number }, isTold: boolean, isShared: boolean) => void;
  set({ left, top: left < 0 ? left : 0 }, true, true);
}

/** Lines by time that go on by themselves, without a flicker and without rendering: a canvas is drawn anew where it can be seen, a few of them a frame. */
export function LineChart(props: LineChartProps) {
  const { source, lines, marks, syncKey, theme, label } = props;
  const { locale, timeZone } = useUiEnvironment();
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const redraw = useRef<() => void>(() => undefined);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const names = lines.map(({ name, isBefore }) => `${String(isBefore)}${name}`).join('\n');

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const plot = new uPlot(
      lineChartOptions({
        look: lookOf(element),
        lines: latest.current.lines,
        width: element.clientWidth,
        height: element.clientHeight,
        locale,
        timeZone,
        syncKey,
        format: (value) => latest.current.format(value),
        marks: () => latest.current.marks,
        onCursor: (index) => {
          latest.current.onCursor(index);
          if (document.activeElement === element) element.setAttribute('aria-valuetext', latest.current.said(index));
        },
        onZoom: (from, to) => latest.current.onZoom(from, to),
      }),
      [[], ...latest.current.lines.map(() => [])],
      element,
    );
    chart.current = plot;
    let isSeen = false;
    let isOld = true;
    const turn = inTurn(() => {
      isOld = false;
      const [min, max] = source.window();
      plot.batch(() => {
        plot.setData(source.data() as uPlot.AlignedData, false);
        plot.setScale('x', { min, max });
      });
    });
    const draw = (): void => {
      isOld = true;
      if (isSeen) turn.ask();
    };
    const seeing = new IntersectionObserver(([entry]) => {
      isSeen = entry?.isIntersecting === true;
      if (isSeen && isOld) turn.ask();
    });
    seeing.observe(element);
    const sizing = new ResizeObserver(() => {
      plot.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    sizing.observe(element);
    const leave = source.subscribe(draw);
    redraw.current = draw;
    return () => {
      redraw.current = () => undefined;
      leave();
      turn.cancel();
      seeing.disconnect();
      sizing.disconnect();
      plot.destroy();
      chart.current = null;
    };
    // The lines are told by their names.
  }, [source, names, syncKey, theme, locale, timeZone]);

  // To make it anew for another mark would take many times as long.
  useEffect(() => redraw.current(), [marks]);

  function onKeyDown(event: KeyboardEvent): void {
    const plot = chart.current;
    if (plot === null) return;
    const times = plot.data[0];
    const last = times.length - 1;
    const at = plot.cursor.idx ?? last;
    const moves: Readonly<Record<string, number>> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const time = times[Math.max(0, Math.min(last, to))];
      if (time !== undefined) moveCursor(plot, plot.valToPos(time, 'x'));
    } else if (event.key === '+' || event.key === '-') {
      event.preventDefault();
      const [from, until] = source.window();
      const middle = times[at] ?? until;
      const reach = (until - from) * (event.key === '+' ? 0.25 : 1);
      latest.current.onZoom(middle - reach, middle + reach);
    }
  }

  return (
    <div
      ref={frame}
      role="slider"
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={100}
      aria-valuetext={props.said(null)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => chart.current !== null && moveCursor(chart.current, -10)}
      className="line-chart h-full w-full min-w-0 overflow-hidden rounded-small"
    />
  );
}
