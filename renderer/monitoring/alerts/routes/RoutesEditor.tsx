import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { v7 } from 'uuid';
import { FailureBanner } from '#renderer/accounts/FailureBanner.tsx';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { useAlertRoutes, useReadAnew } from '#renderer/monitoring/alerts/hooks/useAlerts.ts';
import { areValid, newRoute } from '#renderer/monitoring/alerts/model/routeDraft.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { OutputOf } from '#shared/contract.ts';
import type { Route } from '#shared/monitoring/alerts/routing.ts';
import { RouteCard } from './RouteCard.tsx';

/** Who is told of which alerts, when, and who after them. */
export function RoutesEditor() {
  const words = useWords().monitoring.alerts.routes;
  const query = useAlertRoutes();
  if (query.data === undefined)
    return query.isError ? (
      <QueryError title={words.failed} query={query} />
    ) : (
      <SkeletonList label={words.loading} rows={3} rowHeight={160} avatar={false} />
    );
  return <Editor key={query.data.revision} stored={query.data} />;
}

function Editor({ stored }: { readonly stored: OutputOf<'monitoring.alertRoutes'> }) {
  const all = useWords();
  const words = all.monitoring.alerts.routes;
  const client = useClient();
  const readAnew = useReadAnew();
  const [routes, setRoutes] = useState<readonly Route[]>(stored.routes);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      client.call('monitoring.setAlertRoutes', { id: v7(), revision: stored.revision, routes: [...routes] }),
    onSuccess: () => {
      showToast({ tone: 'success', title: words.saved });
    },
    onSettled: readAnew,
  });
  const failure = error === null ? null : wordsForError(error, all);
  const isChanged = JSON.stringify(routes) !== JSON.stringify(stored.routes);
  const isValid = areValid(routes);
  const replace = (place: number, next: Route | null): void =>
    setRoutes((before) => before.flatMap((one, at) => (at === place ? (next ?? []) : one)));
  const moveUp = (place: number): void =>
    setRoutes((before) => {
      const [one, above] = [before[place], before[place - 1]];
      if (one === undefined || above === undefined) return before;
      return before.map((other, at) => (at === place ? above : at === place - 1 ? one : other));
    });
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-200 flex-col gap-4 p-5">
        <p className="text-ink-muted">
          {words.description} {words.zone(stored.timeZone)}
        </p>
        {failure !== null && (
          <FailureBanner message={`${words.saveFailed}. ${failure.message}`} reference={failure.reference} />
        )}
        <ol className="flex flex-col gap-4">
          {routes.map((one, place) => (
            // Routes have no id: their place names them.
            <li key={place}>
              <RouteCard
                route={one}
                people={stored.people}
                onChange={(next) => replace(place, next)}
                onRemove={() => replace(place, null)}
                onUp={place === 0 ? null : () => moveUp(place)}
              />
            </li>
          ))}
        </ol>
        <footer className="flex flex-wrap items-center gap-3">
          <Button icon={Plus} onClick={() => setRoutes((before) => [...before, newRoute(words.newName)])}>
            {words.add}
          </Button>
          <span className="min-w-0 flex-1 text-meta text-danger-text">{isValid ? '' : words.invalid}</span>
          {isChanged && <Button onClick={() => setRoutes(stored.routes)}>{words.reset}</Button>}
          <Button variant="primary" busy={isPending} disabled={!isChanged || !isValid} onClick={() => mutate()}>
            {words.save}
          </Button>
        </footer>
      </div>
    </div>
  );
}
