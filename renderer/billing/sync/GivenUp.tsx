import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Row } from '#renderer/accounts/settings/SettingsPart.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { useDeadFetches, useSyncActions } from './useSync.ts';

/** What could not be taken over after many tries: how much, which objects and why, and the way to try it all again. */
export function GivenUp({ sync: { deadEvents, deadFetches } }: { readonly sync: OutputOf<'billing.sync'> }) {
  const words = useWords().billing.sync;
  const { retry } = useSyncActions();
  if (deadEvents === 0 && deadFetches === 0) return null;
  return (
    <>
      <Row label={words.dead} help={words.deadHelp(deadEvents, deadFetches)}>
        <Button busy={retry.isPending} onClick={() => retry.mutate()}>
          {words.retry}
        </Button>
      </Row>
      {deadFetches > 0 && (
        <details open className="px-4 py-2.5">
          <summary className="cursor-pointer font-medium">{words.deadFetches}</summary>
          <DeadFetches />
        </details>
      )}
    </>
  );
}

function DeadFetches() {
  const { app, billing } = useWords();
  const words = billing.sync;
  const query = useDeadFetches();
  const fetches = query.data?.fetches ?? [];
  return (
    <ListStates
      state={listStateOf(query, fetches.length)}
      loading={<SkeletonList label={app.loading} rows={2} rowHeight={40} avatar={false} />}
      empty={<p className="pt-1 text-ink-muted">{words.deadFetchesNone}</p>}
      error={<QueryError title={words.deadFetchesFailed} query={query} />}
      staleNote={<StaleNote at={query.dataUpdatedAt} />}
    >
      <ul className="mt-2 flex flex-col gap-2">
        {fetches.map(({ kind, id, attempts, lastError, since }) => (
          <li key={`${kind} ${id}`}>
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span>{billing.payments.detail.raw.kinds[kind]}</span>
              <code className="font-mono text-meta wrap-anywhere select-text">{id}</code>
              <span className="text-meta text-ink-faint">
                {words.attempts(attempts)} · {words.waitsSince} <RelativeTime at={since} />
              </span>
            </p>
            {lastError !== null && <p className="text-danger-text wrap-anywhere select-text">{lastError}</p>}
          </li>
        ))}
      </ul>
    </ListStates>
  );
}
