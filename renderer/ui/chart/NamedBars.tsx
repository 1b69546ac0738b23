import { cx } from '#renderer/ui/cx.ts';

export interface NamedBar {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** What the bar says at its end. */
  readonly said: string;
  readonly onOpen?: (() => void) | undefined;
}

interface NamedBarsProps {
  readonly bars: readonly NamedBar[];
  readonly label: string;
  readonly tone?: keyof typeof TONES;
}

const TONES = { danger: 'bg-danger', info: 'bg-info' } as const;

/** A few values with their names, the longest bar the whole width. Each can be opened. */
export function NamedBars({ bars, label, tone = 'danger' }: NamedBarsProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <ul aria-label={label} className="flex h-full flex-col gap-0.5 overflow-y-auto">
      {bars.map(({ key, label: name, value, said, onOpen }) => {
        const content = (
          <>
            <span className="flex items-baseline gap-3">
              <span className="min-w-0 flex-1">{name}</span>
              <span className="shrink-0 text-meta text-ink-muted tabular-nums">{said}</span>
            </span>
            <span aria-hidden className="mt-1 block h-1.5 rounded-full bg-sunken">
              <span
                className={cx('block h-full min-w-0.5 rounded-full', TONES[tone])}
                style={{ inlineSize: `${String((value / most) * 100)}%` }}
              />
            </span>
          </>
        );
        const className = 'block w-full rounded-small px-1.5 py-1 text-start';
        return (
          <li key={key}>
            {onOpen === undefined ? (
              <div className={className}>{content}</div>
            ) : (
              <button
                type="button"
                onClick={onOpen}
                className={cx(className, 'transition-colors hover:bg-hover active:bg-pressed')}
              >
                {content}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
