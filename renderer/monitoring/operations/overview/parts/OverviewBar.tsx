import { CalendarClock, Maximize2, Minimize2, Radio } from 'lucide-react';
import type { OutputOf } from '#shared/contract.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
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

type Annotations = OutputOf<'monitoring.annotations'>['annotations'];

interface OverviewBarProps {
  readonly place: OverviewPlace;
  readonly onChange: (changes: Partial<OverviewPlace>) => void;
  /** Of the points that are shown, ms. */
  readonly step: number;
  readonly annotations: Annotations;
  readonly isWall: boolean;
  readonly onWall: () => void;
}

const DRAWN = 'drawn';

/** Which time is looked at, what it is compared with, and what happened in it. */
export function OverviewBar({ place, onChange, step, annotations, isWall, onWall }: OverviewBarProps) {
  const words = useWords().monitoring.operations.overview;
  const { locale, timeZone } = useUiEnvironment();
  const { range, comparison } = place;
  const isLive = 'span' in range;
  const clock = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'short', timeStyle: 'medium' });
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
              {words.happened(annotations.length)}
            </Button>
          }
        >
          <h2 className="mb-1 font-semibold">{words.happenedTitle}</h2>
          {annotations.length === 0 ? (
            <p className="text-ink-muted">{words.nothingHappened}</p>
          ) : (
            <ol className="flex flex-col gap-1">
              {annotations.toReversed().map(({ at, kind, version, downSince }) => {
                const down = duration(at - (downSince ?? at), locale);
                return (
                  <li key={at} className="flex gap-2 tabular-nums">
                    <ExactTime
                      at={at}
                      format={{ dateStyle: 'short', timeStyle: 'medium' }}
                      className="shrink-0 text-ink-muted"
                    />
                    {kind === 'restart'
                      ? words.annotations.restart(down)
                      : kind === 'start'
                        ? words.annotations.start(version)
                        : words.annotations.release(version, down)}
                  </li>
                );
              })}
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
