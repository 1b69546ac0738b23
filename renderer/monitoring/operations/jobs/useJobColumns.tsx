import { Link } from 'wouter';
import type { Job } from '#shared/monitoring/jobs/contract.ts';
import type { QueueName } from '#shared/monitoring/queues.ts';
import { useThingLink } from '#renderer/audit/hooks/useThingLink.ts';
import { pathToEvent } from '#renderer/billing/sync/useOpenEvent.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge, type Tone } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ExactTime, RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { isNotifying, useJobName } from './useJobName.ts';
import type { PlainColumn } from '#renderer/monitoring/operations/parts/PlainTable.tsx';

const TONES: Readonly<Record<Job['state'], Tone>> = { waiting: 'neutral', retrying: 'warning', dead: 'danger' };

interface JobColumnsOptions {
  readonly queue: QueueName;
  readonly isBusy: boolean;
  readonly onRetry: (job: Job) => void;
  readonly onDiscard: (job: Job) => void;
}

/** What is shown of a piece of work. */
export function useJobColumns({ queue, isBusy, onRetry, onDiscard }: JobColumnsOptions): readonly PlainColumn<Job>[] {
  const words = useWords().monitoring.operations.jobs;
  const nameOf = useJobName(queue);
  const { columns } = words;
  const linkTo = useThingLink();
  const { locale } = useUiEnvironment();
  const number = new Intl.NumberFormat(locale);
  return [
    {
      id: 'what',
      label: columns.what,
      isHead: true,
      render: ({ id, kind, target, lastError, subject }) => {
        // The kind stands above it.
        const shownId = id.startsWith(`${kind}:`) ? id.slice(kind.length + 1) : id;
        const place =
          subject === null
            ? null
            : subject.kind === 'stripeEvent'
              ? pathToEvent(subject.id)
              : linkTo(subject.kind, subject.id);
        return (
          <span className="block min-w-56">
            <span className="block font-medium">{nameOf(kind)}</span>
            {isNotifying(queue) ? (
              target !== null && <span className="block text-meta text-ink-muted wrap-anywhere">{target}</span>
            ) : place === null ? (
              <code className="block font-mono text-meta wrap-anywhere text-ink-faint select-text">{shownId}</code>
            ) : (
              <Link href={place} className="font-mono text-meta underline underline-offset-2">
                {shownId}
              </Link>
            )}
            {lastError !== null && <span className="block text-meta text-danger-text">{lastError}</span>}
          </span>
        );
      },
    },
    {
      id: 'state',
      label: columns.state,
      render: ({ state }) => <Badge tone={TONES[state]}>{words.states[state]}</Badge>,
    },
    { id: 'attempts', label: columns.attempts, align: 'end', render: ({ attempts }) => number.format(attempts) },
    {
      id: 'since',
      label: columns.since,
      render: ({ since }) => <RelativeTime at={since} className="whitespace-nowrap text-ink-muted" />,
    },
    {
      id: 'next',
      label: columns.next,
      render: ({ nextAt, state }) =>
        nextAt === null ? (
          <span className="whitespace-nowrap text-ink-faint">
            {state === 'dead' ? words.never : queue === 'emails' ? words.whenConnected : words.soon}
          </span>
        ) : (
          <ExactTime
            at={nextAt}
            format={{ dateStyle: 'short', timeStyle: 'short' }}
            className="whitespace-nowrap text-ink-muted"
          />
        ),
    },
    {
      id: 'actions',
      label: columns.actions,
      align: 'end',
      isQuiet: true,
      render: (job) => (
        <span className="flex justify-end gap-2">
          {job.deeds.includes('retry') && (
            <Button size="small" disabled={isBusy} onClick={() => onRetry(job)}>
              {words.retry}
            </Button>
          )}
          {job.deeds.includes('discard') && (
            <Button size="small" variant="danger" onClick={() => onDiscard(job)}>
              {words.discard}
            </Button>
          )}
        </span>
      ),
    },
  ];
}
