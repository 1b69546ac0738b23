import { cx } from '#renderer/ui/cx.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';

interface ValueLinesProps {
  /** UTC milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  /** Values of one step each; null is a gap. */
  readonly tracks: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly limit: number | null;
  readonly clear: number | null;
  readonly firings: readonly { readonly from: number; readonly to: number | null }[];
  readonly format: (value: number) => string;
  readonly words: { readonly limit: string; readonly clears: string; readonly fires: string };
}

const WIDTH = 1_000;
const HEIGHT = 100;
/** A line so near the edge has its label on the side of the middle. */
const EDGE = 15;
const LOOKS = [
  { className: 'stroke-accent', dash: undefined },
  { className: 'stroke-info', dash: '6 3' },
  { className: 'stroke-success', dash: '2 3' },
  { className: 'stroke-ink-muted', dash: '8 3 2 3' },
] as const;

/** The path of a line with its gaps. */
function pathOf(
  values: readonly (number | null)[],
  x: (place: number) => number,
  y: (value: number) => number,
): string {
  let isDrawing = false;
  return values
    .map((value, place) => {
      if (value === null) {
        isDrawing = false;
        return '';
      }
      const begins = isDrawing ? 'L' : 'M';
      isDrawing = true;
      const at = `${String(Math.round(x(place)))} ${String(Math.round(y(value) * 10) / 10)}`;
      // A value between two gaps is a dot.
      return begins === 'M' && (values[place + 1] ?? null) === null ? `M${at}h1` : `${begins}${at}`;
    })
    .join('');
}

/** Lines by time over the times in which something fired, with the limit and where it clears. Drawn by hand: it is small, and redrawn while somebody types. */
export function ValueLines({ from, to, stepMs, tracks, limit, clear, firings, format, words }: ValueLinesProps) {
  const { locale, timeZone } = useUiEnvironment();
  const values = tracks.flatMap((track) => track.values.filter((value) => value !== null));
  const marks = [limit, clear].filter((one) => one !== null);
  const highest = Math.max(0, ...values, ...marks) || 1;
  const lowest = Math.min(0, ...values, ...marks);
  const room = (highest - lowest) * 0.08;
  const [top, bottom] = [highest + room, lowest < 0 ? lowest - room : lowest];
  const span = Math.max(1, to - from);
  const y = (value: number): number => HEIGHT - ((value - bottom) / (top - bottom)) * HEIGHT;
  const x = (place: number): number => (((place + 0.5) * stepMs) / span) * WIDTH;
  const xAt = (at: number): number => (Math.min(to, Math.max(from, at)) - from) * (WIDTH / span);
  const isDays = span > 36 * 3_600_000;
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone,
    ...(isDays ? { weekday: 'short', hour: '2-digit', minute: '2-digit' } : { timeStyle: 'short' }),
  });
  return (
    <figure aria-hidden className="flex h-full flex-col text-meta text-ink-muted tabular-nums">
      <div className="flex min-h-0 flex-1">
        <div className="relative w-18 shrink-0 whitespace-nowrap">
          <span className="absolute end-2 top-0 -translate-y-1/2 pt-2">{format(highest)}</span>
          <span className="absolute end-2 bottom-0 translate-y-1/2 pb-2">{format(lowest)}</span>
        </div>
        <div className="relative min-w-0 flex-1 border-s border-b border-line">
          <svg
            viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
            preserveAspectRatio="none"
            className="absolute inset-0 size-full"
          >
            {firings.map((one) => (
              <rect
                key={one.from}
                x={xAt(one.from)}
                width={Math.max(2, xAt(one.to ?? to) - xAt(one.from))}
                y={0}
                height={HEIGHT}
                className="fill-danger-subtle"
              />
            ))}
            {clear !== null && (
              <line
                x1={0}
                x2={WIDTH}
                y1={y(clear)}
                y2={y(clear)}
                className="stroke-ink-faint"
                strokeDasharray="2 4"
                vectorEffect="non-scaling-stroke"
              />
            )}
            {limit !== null && (
              <line
                x1={0}
                x2={WIDTH}
                y1={y(limit)}
                y2={y(limit)}
                className="stroke-danger"
                strokeDasharray="6 4"
                vectorEffect="non-scaling-stroke"
              />
            )}
            {tracks.map(({ name, values: own }, place) => {
              const look = LOOKS[place % LOOKS.length] ?? LOOKS[0];
              return (
                <path
                  key={name}
                  d={pathOf(own, x, y)}
                  fill="none"
                  strokeWidth={1.5}
                  strokeLinejoin="round"
                  strokeDasharray={look.dash}
                  vectorEffect="non-scaling-stroke"
                  className={look.className}
                />
              );
            })}
          </svg>
          {limit !== null && (
            <span
              className={cx(
                'absolute end-1 rounded-small bg-surface/80 px-1 text-danger-text',
                y(limit) > EDGE && '-translate-y-full',
              )}
              style={{ top: `${String(y(limit))}%` }}
            >
              {words.limit} {format(limit)}
            </span>
          )}
          {clear !== null && (
            <span
              className={cx(
                'absolute start-1 rounded-small bg-surface/80 px-1',
                y(clear) > HEIGHT - EDGE && '-translate-y-full',
              )}
              style={{ top: `${String(y(clear))}%` }}
            >
              {words.clears} {format(clear)}
            </span>
          )}
        </div>
      </div>
      <div className="flex justify-between ps-18 pt-1">
        <span>{clock.format(from)}</span>
        <span>{clock.format((from + to) / 2)}</span>
        <span>{clock.format(to)}</span>
      </div>
      {(tracks.length > 1 || firings.length > 0) && (
        <ul className="flex flex-wrap gap-x-4 gap-y-0.5 ps-18 pt-1">
          {firings.length > 0 && (
            <li className="flex items-center gap-1.5">
              <span className="h-3 w-5.5 border border-danger bg-danger-subtle" />
              {words.fires}
            </li>
          )}
          {(tracks.length > 1 ? tracks : []).map(({ name }, place) => {
            const look = LOOKS[place % LOOKS.length] ?? LOOKS[0];
            return (
              <li key={name} className="flex items-center gap-1.5">
                <svg width={22} height={4}>
                  <line
                    x1={0}
                    x2={22}
                    y1={2}
                    y2={2}
                    strokeWidth={2}
                    strokeDasharray={look.dash}
                    className={look.className}
                  />
                </svg>
                {name}
              </li>
            );
          })}
        </ul>
      )}
    </figure>
  );
}
