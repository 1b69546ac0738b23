import type { UseQueryResult } from '@tanstack/react-query';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';

interface QueryErrorProps {
  /** What could not be done. */
  readonly title: string;
  readonly query: Pick<UseQueryResult, 'error' | 'isFetching' | 'refetch'>;
}

/** A query that failed, in words, with the way to ask again. */
export function QueryError({ title, query }: QueryErrorProps) {
  const words = useWords();
  const { message, reference } = wordsForError(query.error, words);
  return (
    <ErrorState
      title={title}
      description={message}
      {...(reference === null ? {} : { reference })}
      retryLabel={words.app.retry}
      busy={query.isFetching}
      onRetry={() => void query.refetch()}
    />
  );
}
