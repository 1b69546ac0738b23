import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { v7 } from 'uuid';
import type { QueueName } from '#shared/monitoring/queues.ts';
import type { Job } from '#shared/monitoring/jobs/contract.ts';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useClient } from '#renderer/app/context.ts';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { showToast } from '#renderer/ui/Toast.tsx';
import { PlainTable } from '#renderer/monitoring/operations/parts/PlainTable.tsx';
import { useCommand } from '#renderer/monitoring/operations/parts/useCommand.ts';
import { DiscardDialog } from './DiscardDialog.tsx';
import { useJobColumns } from './useJobColumns.tsx';

const EVERY_MS = 3_000;
export const JOBS = ['monitoring.jobs'];

/** What waits in one list, what was given up first; each can be tried again, and what was given up let go of. */
export function JobList({ queue }: { readonly queue: QueueName }) {
  const { app, monitoring } = useWords();
  const words = monitoring.operations.jobs;
  const client = useClient();
  const [discarding, setDiscarding] = useState<Job | null>(null);
  const query = useQuery({
    queryKey: [...JOBS, queue],
    queryFn: () => client.call('monitoring.jobs', { queue }),
    refetchInterval: EVERY_MS,
  });
  const retry = useCommand({
    name: 'monitoring.retryJob',
    failed: words.retryFailed,
    changes: [JOBS, ['monitoring.jobQueues']],
    onSuccess: () => showToast({ tone: 'success', title: words.retried }),
  });
  const columns = useJobColumns({
    queue,
    isBusy: retry.isPending,
    onRetry: ({ id: jobId }) => retry.mutate({ id: v7(), queue, jobId }),
    onDiscard: setDiscarding,
  });
  const jobs = query.data?.jobs ?? [];
  return (
    <section aria-label={words.names[queue]} className="flex flex-col gap-3">
      <div>
        <h2 className="text-title font-semibold">{words.names[queue]}</h2>
        <p className="text-ink-muted">{words.about[queue]}</p>
      </div>
      <ListStates
        state={listStateOf(query, jobs.length)}
        loading={<SkeletonList label={app.loading} rows={3} rowHeight={48} avatar={false} />}
        empty={<EmptyState icon={CircleCheck} title={words.emptyTitle} description={words.emptyDescription} />}
        error={<QueryError title={words.loadFailed} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        <PlainTable label={words.table} columns={columns} items={jobs} keyOf={({ id }) => id} />
      </ListStates>
      {discarding !== null && <DiscardDialog queue={queue} job={discarding} onClose={() => setDiscarding(null)} />}
    </section>
  );
}
