import { CalendarClock, Maximize2, Minimize2, Radio } from 'lucide-react';
import { Link } from 'wouter';
import { useWords } from '#renderer/app/words/useWords.ts';
import { pathToAlert } from '#renderer/monitoring/alerts/model/place.ts';
import type { Happened } from '#renderer/monitoring/operations/overview/hooks/useHappened.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { duration } from '#renderer/ui/time.ts';
import {
  COMPARISONS,
  SPAN_NAMES,
  type Comparison,
  type OverviewPlace,
} from '#renderer/monitoring/operations/overview/model/range.ts';

interface OverviewBarProps {
  readonly place: OverviewPlace;
  readonly onChange: (changes: Partial<OverviewPlace>) => void;
  /** Of the points that are shown, ms. */
  readonly step: number;
  readonly happened: readonly Happened[];
  readonly isWall: boolean;
  readonly onWall: () => void;
}

const DRAWN = 'drawn';

/** Which time is looked at, what it is compared with, and what happened in it. */
export function OverviewBar({ place, onChange, step, happened, isWall, onWall }: OverviewBarProps) {
  const words = useWords().monitoring.operations.overview;
  const { locale, timeZone } = useUiEnvironment();
  const { range, comparison } = place;
  const isLive = 'span' in range;
  const clock = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const said = ({ at, kind, version, downSince }: Exclude<Happened, { kind: 'alert' }>): string => {
    const down = duration(at - (downSince ?? at), locale);
    if (kind === 'start') return words.annotations.start(version);
    return kind === 'restart' ? words.annotations.restart(down) : words.annotations.release(version, down);
  };
  const spans = SPAN_NAMES.map((value) => ({ value, label: words.spans[value] }));
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-b border-line px-5 py-1.5">
      <Select
        label={words.range}
        value={isLive ? range.span : DRAWN}
        options={isLive ? spans : [...spans, { value: DRAWN, label: words.drawn }]}
        onValueChange={(next) => {
          const span = SPAN_NAMES.find((one) => one === next);
          if (span !== undefined) onChange({ range: { span } });
        }}
      />
      <Select
        label={words.compare}
        value={comparison}
        options={(Object.keys(COMPARISONS) as Comparison[]).map((value) => ({
          value,
          label: value === 'none' ? words.compare : words.comparisons[value],
        }))}
        onValueChange={(next) => onChange({ comparison: next })}
      />
      <span className="flex min-w-0 items-center gap-1.5 text-meta text-ink-muted tabular-nums">
        <Radio aria-hidden className={`size-3.5 shrink-0 ${isLive ? 'text-success-text' : ''}`} strokeWidth={2} />
        <span className="truncate">
          {isLive ? words.live : words.fixed(clock.format(range.from), clock.format(range.to))}
          {' · '}
          {words.step(duration(step, locale))}
        </span>
      </span>
      {!isLive && <Button onClick={() => onChange({ range: { span: '15m' } })}>{words.toLive}</Button>}
      <div className="ms-auto flex items-center gap-1">
        <Popover
          label={words.happenedTitle}
          align="end"
          className="max-h-80 w-80 overflow-y-auto"
          trigger={
            <Button variant="ghost" icon={CalendarClock}>
              {words.happened(happened.length)}
            </Button>
          }
        >
          <h2 className="mb-1 font-semibold">{words.happenedTitle}</h2>
          {happened.length === 0 ? (
            <p className="text-ink-muted">{words.nothingHappened}</p>
          ) : (
            <ol className="flex flex-col gap-1">
              {happened.toReversed().map((one) => (
                <li key={`${one.kind}${String(one.at)}`} className="flex gap-2 tabular-nums">
                  <ExactTime
                    at={one.at}
                    format={{ dateStyle: 'short', timeStyle: 'medium' }}
                    className="shrink-0 text-ink-muted"
                  />
                  {one.kind === 'alert' ? (
                    <Link href={pathToAlert(one.alertId)} className="rounded-small underline-offset-4 hover:underline">
                      {words.annotations.alert(one.name)}
                    </Link>
                  ) : (
                    said(one)
                  )}
                </li>
              ))}
            </ol>
          )}
        </Popover>
        <IconButton
          label={isWall ? words.endWall : words.wall}
          icon={isWall ? Minimize2 : Maximize2}
          shortcut="w"
          onClick={onWall}
        />
      </div>
    </div>
  );
}
