import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { readOn, type AskPage } from '#renderer/audit/model/pages.ts';
import type { Here } from '#renderer/audit/model/sentence.ts';
import { entryIcon } from '#renderer/audit/parts/entryIcon.ts';
import { Sentence } from '#renderer/audit/parts/Sentence.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import type { Entry } from '#shared/audit/contract.ts';

const PAGE = 8;

interface TimelineProps {
  readonly queryKey: readonly string[];
  /** Changes when there may be something new. */
  readonly version: string;
  readonly ask: AskPage;
  /** Whose timeline it is. */
  readonly here: Here;
  /** Stands below: ways to more. */
  readonly footer?: ReactNode;
}

/** What happened to one thing, newest first, a few entries at a time. */
export function Timeline({ queryKey, version, ask, here, footer }: TimelineProps) {
  const words = useWords();
  const texts = words.audit.timeline;
  const { data, error, isError, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => readOn(ask, pageParam, PAGE, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    // Nobody counts what happens while it is not on the screen.
    staleTime: 0,
  });
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    void refetch();
  }, [version, refetch]);
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      {data === undefined && !isError && <TimelineSkeleton />}
      {data === undefined && isError && (
        <p role="alert" className="flex flex-col items-start gap-2 text-ink-muted">
          {texts.failed} {wordsForError(error, words).message}
          <Button busy={isFetching} onClick={() => void refetch()}>
            {words.app.retry}
          </Button>
        </p>
      )}
      {data !== undefined && entries.length === 0 && !hasNextPage && <p className="text-ink-faint">{texts.empty}</p>}
      <ol className="flex flex-col gap-3 empty:hidden">
        {entries.map((entry) => (
          <TimelineEntry key={entry.seq} entry={entry} here={here} />
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1.5 empty:hidden">
        {hasNextPage && (
          <Button busy={isFetching} onClick={() => void fetchNextPage()}>
            {texts.more}
          </Button>
        )}
        {footer}
      </div>
    </>
  );
}

function TimelineEntry({ entry, here }: { readonly entry: Entry; readonly here: Here }) {
  const { icon: Icon, isGrave } = entryIcon(entry.name);
  return (
    <li className="flex gap-2.5">
      <Icon
        aria-hidden
        className={cx('mt-0.5 size-4 shrink-0', isGrave ? 'text-danger-text' : 'text-ink-faint')}
        strokeWidth={1.75}
      />
      <div className="min-w-0 wrap-anywhere">
        <Sentence entry={entry} linked here={here} />
        <RelativeTime at={entry.at} className="block text-meta text-ink-faint tabular-nums" />
      </div>
    </li>
  );
}

function TimelineSkeleton() {
  const { loading } = useWords().audit.timeline;
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{loading}</span>
      <Skeleton className="h-3 w-4/5" />
      <Skeleton className="h-3 w-3/5" />
      <Skeleton className="h-3 w-2/3" />
    </div>
  );
}
