import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner } from './Banner.tsx';

export type ListState = 'loading' | 'empty' | 'filtered' | 'error' | 'stale' | 'ready';

export interface ListStatesProps {
  readonly state: ListState;
  /** A skeleton of the list's own shape. */
  readonly loading: ReactNode;
  /** An EmptyState. */
  readonly empty: ReactNode;
  /** An EmptyState whose action clears the filter; the `empty` one where nothing filters. */
  readonly filtered?: ReactNode;
  /** An ErrorState. */
  readonly error: ReactNode;
  /** When what is shown was true, in words. */
  readonly staleNote?: ReactNode;
  /** The list itself: shown when ready and when stale. */
  readonly children: ReactNode;
}

/** Shows a list in the one of its states that holds. */
export function ListStates({
  state,
  loading,
  empty,
  filtered,
  error,
  staleNote,
  children,
}: ListStatesProps): ReactNode {
  switch (state) {
    case 'loading':
      return loading;
    case 'empty':
      return empty;
    case 'filtered':
      return filtered ?? empty;
    case 'error':
      return error;
    case 'ready':
      return children;
    case 'stale':
      return (
        <>
          <Banner tone="warning" icon={History} className="text-meta">
            {staleNote}
          </Banner>
          {children}
        </>
      );
  }
}
