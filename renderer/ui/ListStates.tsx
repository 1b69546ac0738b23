import { History } from 'lucide-react';
import type { ReactNode } from 'react';

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
  /** When what is shown was true, in words: a hint over the list. */
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
          <p className="flex items-center gap-2 px-3 py-1.5 text-meta text-ink-muted">
            <History aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
            <span>{staleNote}</span>
          </p>
          {children}
        </>
      );
  }
}
