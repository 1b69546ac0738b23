import { useQueryClient } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useMemo, useRef, useSyncExternalStore } from 'react';
import { ExportStrip } from '#renderer/app/export/ExportStrip.tsx';
import { exportOf } from '#renderer/app/export/sessionExports.ts';
import { useShortcuts } from '#renderer/app/shortcuts/shortcuts.ts';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { chartExport } from '#renderer/billing/overview/model/csv.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { useHappened } from '#renderer/monitoring/operations/overview/hooks/useHappened.ts';
import { useOverviewPlace } from '#renderer/monitoring/operations/overview/hooks/useOverviewPlace.ts';
import { useSeriesFeed } from '#renderer/monitoring/operations/overview/hooks/useSeriesFeed.ts';
import { useWall } from '#renderer/monitoring/operations/overview/hooks/useWall.ts';
import { PANEL_IDS, panelOf, SECTIONS } from '#renderer/monitoring/operations/overview/model/panels.ts';
import { COMPARISONS, drawnRange, SPANS, stepFor } from '#renderer/monitoring/operations/overview/model/range.ts';
import { OverviewBar } from '#renderer/monitoring/operations/overview/parts/OverviewBar.tsx';
import { Panel } from '#renderer/monitoring/operations/overview/parts/Panel.tsx';
import { WrongNow } from '#renderer/monitoring/operations/overview/parts/WrongNow.tsx';

/** As many as a panel's width tells apart. */
const POINTS = 300;
/** Marks that are the same stay the same array, or every chart would be drawn anew. */
const NONE: readonly number[] = [];

/** How the server does at a glance: what is wrong now, what it carries, where it fails, how long it takes, how full it is, and what the business waits for. */
export function OverviewTab() {
  const words = useWords();
  const texts = words.monitoring.operations.overview;
  const { now } = useUiEnvironment();
  const { range, comparison, change } = useOverviewPlace();
  const spanMs = 'span' in range ? SPANS[range.span] : range.to - range.from;
  const step = stepFor(spanMs, POINTS);
  const offset = COMPARISONS[comparison];
  const { shown: feed, wanted } = useSeriesFeed(range, step, 0);
  const earlier = useSeriesFeed(range, step, offset, offset > 0);
  const before = useMemo(() => (offset === 0 ? null : { feed: earlier.shown, offset }), [earlier.shown, offset]);
  const status = useSyncExternalStore(feed.subscribe, feed.status);
  const failure = useSyncExternalStore(feed.subscribe, feed.failure);
  const heldStep = useSyncExternalStore(feed.subscribe, () => feed.held().step);
  const { data: happened = [] } = useHappened(range);
  const marksKey = happened.map(({ at }) => at).join(' ');
  const marks = useMemo(() => (marksKey === '' ? NONE : marksKey.split(' ').map(Number)), [marksKey]);
  const all = useRef<HTMLDivElement>(null);
  const wall = useWall(all);
  const csv = exportOf(useQueryClient(), 'operations');
  const exported = useObservable(csv);
  useShortcuts(
    useMemo(
      () => [
        {
          id: 'operations.wall',
          keys: 'w',
          label: texts.shortcuts.wall,
          group: texts.shortcuts.group,
          run: wall.begin,
        },
      ],
      [texts, wall.begin],
    ),
  );
  const error = failure === null || status === 'live' ? null : wordsForError(failure, words);

  return (
    <div
      ref={all}
      {...(wall.isWall
        ? { 'data-wall': true, role: 'dialog', 'aria-modal': true, 'aria-label': texts.wall, tabIndex: -1 }
        : {})}
      className={cx('flex min-h-0 min-w-0 flex-1 flex-col bg-canvas outline-none', wall.isWall && 'fixed inset-0 z-30')}
    >
      <OverviewBar
        place={{ range, comparison }}
        onChange={change}
        step={heldStep}
        happened={happened}
        isWall={wall.isWall}
        onWall={wall.isWall ? wall.end : wall.begin}
      />
      <ExportStrip state={exported} texts={texts.export} onCancel={csv.cancel} onDismiss={csv.dismiss} />
      {status === 'live' && failure !== null && (
        <p
          role="status"
          className="flex shrink-0 items-center gap-2 border-b border-line px-5 py-1.5 text-meta text-ink-muted"
        >
          <History aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
          <span>
            {texts.stale} <StaleNote at={feed.heardAt() ?? now()} />
          </span>
        </p>
      )}
      <div
        role="region"
        aria-label={texts.label}
        aria-busy={wanted !== feed || status === 'loading'}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto p-4 outline-none"
      >
        {error !== null ? (
          <ErrorState
            title={texts.failedTitle}
            description={error.message}
            {...(error.reference === null ? {} : { reference: error.reference })}
            retryLabel={words.app.retry}
            busy={false}
            onRetry={feed.retry}
          />
        ) : (
          <div className="mx-auto flex w-full max-w-480 flex-col gap-4">
            <WrongNow />
            {SECTIONS.map((section) => (
              <section key={section} aria-label={texts.sections[section]} className="flex flex-col gap-2">
                <h2 className="font-semibold">{texts.sections[section]}</h2>
                <div className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-3 in-data-wall:grid-cols-[repeat(auto-fill,minmax(min(26rem,100%),1fr))]">
                  {PANEL_IDS.filter((id) => panelOf(id).section === section).map((id) => (
                    <Panel
                      key={id}
                      id={id}
                      feed={feed}
                      before={before}
                      beforeName={texts.before[comparison]}
                      marks={marks}
                      onZoom={(from, to) => change({ range: drawnRange(from, to, now()) })}
                      onCsv={(table, panel) =>
                        csv.start(
                          chartExport(
                            table,
                            `${panel}-${new Date(now()).toISOString().slice(0, 19).replaceAll(':', '')}.csv`,
                          ),
                        )
                      }
                    />
                  ))}
                </div>
              </section>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
