import { useQuery } from '@tanstack/react-query';
import { useLocation, useRoute } from 'wouter';
import { QUEUES } from '#shared/monitoring/queues.ts';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useClient } from '#renderer/app/context.ts';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { Page } from '#renderer/monitoring/operations/parts/Page.tsx';
import { JobList } from './JobList.tsx';
import { QueueCards } from './QueueCards.tsx';

const EVERY_MS = 3_000;
export const QUEUE_STATES = ['monitoring.jobQueues'];

/** The lists of work that is done later, and what waits in the chosen one; `/operations/jobs/LIST`. */
export function JobsTab() {
  const { app, monitoring } = useWords();
  const words = monitoring.operations.jobs;
  const client = useClient();
  const [, params] = useRoute('/operations/jobs/:queue');
  const [, navigate] = useLocation();
  const query = useQuery({
    queryKey: QUEUE_STATES,
    queryFn: () => client.call('monitoring.jobQueues', {}),
    refetchInterval: EVERY_MS,
  });
  const queues = query.data?.queues ?? [];
  const chosen = QUEUES.find((name) => name === params?.queue) ?? queues[0]?.queue;
  const queue = queues.find((one) => one.queue === chosen);
  return (
    <Page label={monitoring.operations.tabs.jobs}>
      <ListStates
        state={listStateOf(query, 1)}
        loading={<SkeletonList label={app.loading} rows={5} rowHeight={64} avatar={false} />}
        empty={null}
        error={<QueryError title={words.loadFailed} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        <QueueCards
          queues={queues}
          chosen={queue?.queue ?? null}
          onChoose={(name) => navigate(`/operations/jobs/${name}`)}
        />
        {queue !== undefined && <JobList key={queue.queue} queue={queue.queue} />}
      </ListStates>
    </Page>
  );
}
