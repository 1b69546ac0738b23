import { RadioGroup } from 'radix-ui';
import type { OutputOf } from '#shared/contract.ts';
import type { QueueName } from '#shared/monitoring/queues.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';

type Queue = OutputOf<'monitoring.jobQueues'>['queues'][number];

interface QueueCardsProps {
  readonly queues: readonly Queue[];
  readonly chosen: QueueName | null;
  readonly onChoose: (queue: QueueName) => void;
}

/** Every list with its depth, its oldest, what is retried and what was given up. One is looked into. */
export function QueueCards({ queues, chosen, onChoose }: QueueCardsProps) {
  const words = useWords().monitoring.operations.jobs;
  return (
    <RadioGroup.Root
      aria-label={words.queues}
      value={chosen ?? ''}
      onValueChange={(value) => {
        const queue = queues.find((one) => one.queue === value);
        if (queue !== undefined) onChoose(queue.queue);
      }}
      className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-3"
    >
      {queues.map((queue) => (
        <RadioGroup.Item
          key={queue.queue}
          value={queue.queue}
          className="flex flex-col items-start gap-2 rounded-medium border border-line bg-raised px-4 py-3 text-start transition-colors hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-accent-subtle"
        >
          <Card {...queue} />
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

function Card({ queue, waiting, retrying, dead, oldestAt }: Queue) {
  const words = useWords().monitoring.operations.jobs;
  const { locale } = useUiEnvironment();
  const number = new Intl.NumberFormat(locale);
  return (
    <>
      <span className="font-medium">{words.names[queue]}</span>
      <span className="flex w-full items-center justify-between gap-2">
        <span className="text-heading font-semibold tabular-nums">{number.format(waiting)}</span>
        {dead > 0 && <Badge tone="danger">{words.dead(number.format(dead))}</Badge>}
      </span>
      <span className="text-meta text-ink-muted">
        {waiting === 0 ? (
          words.nothingWaits
        ) : (
          <>
            {retrying > 0 && <>{words.retrying(number.format(retrying))} · </>}
            {oldestAt === null ? (
              words.noneLate
            ) : (
              <>
                {words.oldest} <RelativeTime at={oldestAt} />
              </>
            )}
          </>
        )}
      </span>
    </>
  );
}
