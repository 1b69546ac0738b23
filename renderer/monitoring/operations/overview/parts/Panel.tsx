import { ChartLine, Download, Table2 } from 'lucide-react';
import { useCallback, useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useTheme } from '#renderer/app/theme/useTheme.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { ChartData } from '#renderer/ui/chart/chartData.ts';
import { LineChart } from '#renderer/ui/chart/LineChart.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { formatsOf, timeFormatOf } from '#renderer/monitoring/operations/overview/model/formats.ts';
import { panelOf, type PanelId } from '#renderer/monitoring/operations/overview/model/panels.ts';
import { tableOf } from '#renderer/monitoring/operations/overview/model/tables.ts';
import { createPanelSource } from '#renderer/monitoring/operations/overview/state/panelSource.ts';
import type { SeriesFeed } from '#renderer/monitoring/operations/overview/state/seriesFeed.ts';
import { Legend } from './Legend.tsx';
import { PanelTable } from './PanelTable.tsx';

export interface PanelProps {
  readonly id: PanelId;
  readonly feed: SeriesFeed;
  /** The time before, so many ms earlier, and what that is called. */
  readonly before: { readonly feed: SeriesFeed; readonly offset: number } | null;
  readonly beforeName: string;
  /** What happened, UTC ms. */
  readonly marks: readonly number[];
  readonly onZoom: (from: number, to: number) => void;
  readonly onCsv: (data: ChartData, id: PanelId) => void;
}

/** One chart that goes on by itself: its lines, what they come to now or where the crosshair stands, and the same as a table and a file. */
export function Panel({ id, feed, before, beforeName, marks, onZoom, onCsv }: PanelProps) {
  const words = useWords().monitoring.operations.overview;
  const { locale, timeZone } = useUiEnvironment();
  const { shown: theme } = useTheme();
  const [isTable, setIsTable] = useState(false);
  const heading = useId();
  const values = useRef<(HTMLSpanElement | null)[]>([]);
  const clock = useRef<HTMLSpanElement | null>(null);
  const cursor = useRef<number | null>(null);
  const { unit } = panelOf(id);
  const title = words.panels[id];
  const source = useMemo(() => createPanelSource(panelOf(id), feed, before), [id, feed, before]);
  const ids = useSyncExternalStore(source.subscribe, source.ids);
  const format = useMemo(() => formatsOf(locale, words.perSecond)[unit], [locale, words, unit]);
  const timeOf = useMemo(() => timeFormatOf(locale, timeZone), [locale, timeZone]);
  const lines = useMemo(() => {
    const all = ids === '' ? [] : ids.split('\n');
    const own = before === null ? all.length : all.length / 2;
    return all.map((line, index) => {
      const name = words.lines[line] ?? line;
      return index < own ? { name } : { name: `${name}, ${beforeName}`, isBefore: true };
    });
  }, [ids, before, beforeName, words]);

  const write = useCallback(() => {
    const held = source.lines();
    const times = source.times();
    // The last step has only begun; what it comes to by now is told all the same.
    const index = cursor.current ?? times.length - 1;
    for (const [place, { values: ofLine }] of held.entries()) {
      const element = values.current[place];
      const value = ofLine[index] ?? (cursor.current === null ? (ofLine[index - 1] ?? null) : null);
      if (element !== null && element !== undefined)
        element.textContent = value === null ? words.noValue : format(value);
    }
    const at = cursor.current === null ? undefined : times[cursor.current];
    if (clock.current !== null) clock.current.textContent = at === undefined ? '' : timeOf(at, source.span());
  }, [source, words, format, timeOf]);
  useEffect(() => {
    write();
    return source.subscribe(write);
  }, [source, write, lines]);

  const said = (index: number | null): string => {
    const times = source.times();
    const place = index ?? times.length - 1;
    const at = times[place];
    const told = source.lines().map(({ values: ofLine }, line) => {
      const value = ofLine[place] ?? null;
      return words.value(lines[line]?.name ?? '', value === null ? words.gap : format(value));
    });
    return at === undefined ? words.nothing : words.said(timeOf(at, source.span()), told.join(', ') || words.gap);
  };
  const table = (): ChartData =>
    tableOf(source, lines.map(({ name }) => name), { time: (at) => timeOf(at, source.span()), first: words.time, format, gap: words.noValue }); // prettier-ignore

  return (
    <section aria-labelledby={heading} className="flex min-w-0 flex-col rounded-medium border border-line bg-surface">
      <header className="flex items-center gap-1 ps-3 pe-1.5 pt-1.5">
        <h3 id={heading} className="min-w-0 flex-1 truncate font-medium in-data-wall:text-title">
          {title}
        </h3>
        <span ref={clock} aria-hidden className="text-meta whitespace-nowrap text-ink-muted tabular-nums" />
        <div className="flex shrink-0 in-data-wall:hidden">
          <IconButton
            label={isTable ? words.toChart(title) : words.toTable(title)}
            icon={isTable ? ChartLine : Table2}
            onClick={() => setIsTable(!isTable)}
          />
          <IconButton label={words.csv(title)} icon={Download} onClick={() => onCsv(table(), id)} />
        </div>
      </header>
      <div className="px-3">
        <Legend lines={lines} beforeName={before === null ? null : beforeName} values={values} />
      </div>
      <div className="relative h-36 min-w-0 px-1.5 pb-1.5 in-data-wall:h-48">
        {isTable ? (
          <PanelTable label={words.toTable(title)} source={source} table={table} />
        ) : (
          <>
            <LineChart
              source={source}
              lines={lines}
              marks={marks}
              format={format}
              syncKey="operations"
              theme={theme}
              label={words.keys(title)}
              said={said}
              onCursor={(index) => {
                cursor.current = index;
                write();
              }}
              onZoom={onZoom}
            />
            {lines.length === 0 && feed.status() === 'live' && (
              <p className="pointer-events-none absolute inset-0 flex items-center justify-center text-meta text-ink-muted">
                {words.nothing}
              </p>
            )}
          </>
        )}
      </div>
    </section>
  );
}
