import { Inbox, SearchX } from 'lucide-react';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ErrorState } from '#renderer/ui/ErrorState.tsx';
import { ListStates, type ListState } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { galleryWords as words } from './words.ts';

const ALL = ['loading', 'empty', 'filtered', 'error', 'stale', 'ready'] as const satisfies readonly ListState[];

/** A list in each of its states. */
export function States() {
  return (
    <div className="grid grid-cols-1 gap-4 medium:grid-cols-2 wide:grid-cols-3">
      {ALL.map((state) => (
        <section
          key={state}
          className="flex h-80 flex-col overflow-hidden rounded-medium border border-line bg-surface"
        >
          <h3 className="border-b border-line px-4 py-1.5 text-meta font-medium text-ink-faint">
            {words.states[state]}
          </h3>
          <ListStates
            state={state}
            loading={<SkeletonList label={words.loading} rowHeight={52} rows={5} />}
            empty={
              <EmptyState
                icon={Inbox}
                title={words.emptyTitle}
                description={words.emptyHint}
                action={<Button variant="primary">{words.emptyAction}</Button>}
              />
            }
            filtered={
              <EmptyState
                icon={SearchX}
                title={words.filteredTitle}
                description={words.filteredHint}
                action={<Button>{words.clear}</Button>}
              />
            }
            error={
              <ErrorState
                title={words.errorTitle}
                description={words.errorHint}
                reference={words.reference}
                retryLabel={words.retry}
                onRetry={() => undefined}
              />
            }
            staleNote={words.stale}
          >
            <ul className="flex flex-col">
              {words.people.slice(0, 5).map((name) => (
                <li key={name} className="flex h-13 items-center border-b border-line px-3">
                  {name}
                </li>
              ))}
            </ul>
          </ListStates>
        </section>
      ))}
    </div>
  );
}
