import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';

interface MoreFailedProps {
  /** What could not be read. */
  readonly text: string;
  readonly query: Pick<UseInfiniteQueryResult, 'isFetching' | 'fetchNextPage'>;
}

/** A page of a list that could not be read, with the way to ask again. */
export function MoreFailed({ text, query }: MoreFailedProps) {
  const { app } = useWords();
  return (
    <p role="alert" className="flex shrink-0 items-center justify-center gap-2 border-t border-line p-2 text-ink-muted">
      {text}
      <Button busy={query.isFetching} onClick={() => void query.fetchNextPage()}>
        {app.retry}
      </Button>
    </p>
  );
}
