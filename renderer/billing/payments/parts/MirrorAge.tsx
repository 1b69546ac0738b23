import type { UseQueryResult } from '@tanstack/react-query';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { useFreshness } from '#renderer/billing/payments/hooks/useFreshness.ts';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';

interface MirrorAgeProps {
  /** What is shown. */
  readonly query: Pick<UseQueryResult, 'isRefetchError' | 'dataUpdatedAt'>;
  readonly freshness: ReturnType<typeof useFreshness>;
}

/** When what is shown of payments was true, where it may not be any more. */
export function MirrorAge({ query, freshness }: MirrorAgeProps) {
  const { app, billing } = useWords();
  const { isLost, isOffline, upToDateAt } = freshness;
  const { list } = billing.payments;
  if (query.isRefetchError || (!isLost && !isOffline))
    return (
      <>
        {app.asOf} <RelativeTime at={query.dataUpdatedAt} />
      </>
    );
  return (
    <>
      {isLost ? list.lost : list.offline} <RelativeTime at={upToDateAt ?? query.dataUpdatedAt} />
    </>
  );
}
