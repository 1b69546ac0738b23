import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { listStateOf } from './listStateOf.ts';
import { QueryError } from './QueryError.tsx';
import { Rows } from './SettingsPart.tsx';

interface QueryListProps {
  readonly query: Pick<UseQueryResult, 'data' | 'dataUpdatedAt' | 'error' | 'isError' | 'isFetching' | 'refetch'>;
  /** How many there are. */
  readonly count: number;
  /** How many rows its skeleton has. */
  readonly likely: number;
  /** What stands in place of none. */
  readonly empty: ReactNode;
  /** What could not be done. */
  readonly failed: string;
  /** The rows, and what belongs under them. */
  readonly children: ReactNode;
}

/** A short framed list that one query answers, in the one of its states that holds. */
export function QueryList({ query, count, likely, empty, failed, children }: QueryListProps) {
  const { app } = useWords();
  return (
    <ListStates
      state={listStateOf(query, count)}
      loading={
        <Rows>
          <SkeletonList label={app.loading} rows={likely} rowHeight={60} avatar={false} />
        </Rows>
      }
      empty={empty}
      error={<QueryError title={failed} query={query} />}
      staleNote={<StaleNote at={query.dataUpdatedAt} />}
    >
      {children}
    </ListStates>
  );
}
