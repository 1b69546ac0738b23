import type { UseQueryResult } from '@tanstack/react-query';
import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFreshness } from '#renderer/billing/payments/hooks/useFreshness.ts';
import { MirrorAge } from '#renderer/billing/payments/parts/MirrorAge.tsx';
import { Banner } from '#renderer/ui/Banner.tsx';
import { cx } from '#renderer/ui/cx.ts';

interface FiguresFrameProps {
  readonly query: Pick<UseQueryResult, 'data' | 'isRefetchError' | 'isPlaceholderData' | 'dataUpdatedAt'>;
  /** Said while payments of before are being read. */
  readonly filling: string;
  readonly children: ReactNode;
}

/** What a page of figures stands in: whether they still grow, when they were true where they may not be any more, and what scrolls. */
export function FiguresFrame({ query, filling, children }: FiguresFrameProps) {
  const freshness = useFreshness();
  const isThere = query.data !== undefined;
  const isStale = query.isRefetchError || freshness.isLost || freshness.isOffline;
  return (
    <>
      {isThere && freshness.isFilling && (
        <Banner live className="shrink-0 border-b border-line px-5">
          {filling}
        </Banner>
      )}
      {isThere && isStale && (
        <p className="flex shrink-0 items-center gap-2 border-b border-line px-5 py-1.5 text-meta text-ink-muted">
          <History aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
          <span>
            <MirrorAge query={query} freshness={freshness} />
          </span>
        </p>
      )}
      <div
        aria-busy={query.isPlaceholderData}
        className={cx(
          'flex min-h-0 flex-1 flex-col overflow-y-auto bg-canvas p-5 transition-opacity',
          query.isPlaceholderData && 'opacity-60',
        )}
      >
        {children}
      </div>
    </>
  );
}
