import { AppError } from '#shared/wire/errors.ts';
import type { BusinessFigures } from '#shared/monitoring/figures.ts';
import type { Job } from '#shared/monitoring/jobs/contract.ts';
import { QUEUES, type QueueName } from '#shared/monitoring/queues.ts';
import type { CommandContext, QueryContext } from '#server/journal/context.ts';
import type { Subject } from '#server/journal/entry.ts';
import type { CommandHandlers, QueryHandlers } from '#server/journal/featureModule.ts';
import type { JobQueue, JobQueues, QueuedJob } from '#server/journal/jobQueue.ts';

/** What the metrics are told by the features: each its own part. */
export type FigureSource = (context: QueryContext) => Promise<Partial<BusinessFigures>>;

const NOTHING: BusinessFigures = {
  openConversations: 0,
  waitingConversations: 0,
  oldestWaitAt: null,
  paymentsSucceeded: 0,
  paymentsDeclined: 0,
  refundsAwaiting: 0,
  disputesDue: 0,
};

const gone = (): AppError =>
  new AppError('NOT_FOUND', 'This work is done, or has been taken up meanwhile.', { reason: 'job' });

const deedsOf = ({ retry, discard }: JobQueue, { state }: Pick<QueuedJob, 'state'>): Job['deeds'] => [
  ...(retry === undefined ? [] : (['retry'] as const)),
  ...(discard === undefined || state !== 'dead' ? [] : (['discard'] as const)),
];

/** Shows the lists of work that the features have, and lets a person retry and discard what is in them. */
export function createJobHandlers(queues: JobQueues, sources: readonly FigureSource[]) {
  const known = QUEUES.flatMap((name): [QueueName, JobQueue][] => {
    const queue = queues[name];
    return queue === undefined ? [] : [[name, queue]];
  });

  /** @throws AppError NOT_FOUND. */
  function called(name: QueueName): JobQueue {
    const queue = queues[name];
    if (queue === undefined) throw gone();
    return queue;
  }

  const figuresOf = async (context: QueryContext) => {
    const all = [];
    for (const [name, queue] of known) all.push({ queue: name, ...(await queue.figures(context)) });
    return all;
  };

  const subjectsOf = ({ subjectKind }: JobQueue, id: string): Subject[] =>
    subjectKind === null ? [] : [{ kind: subjectKind, id }];

  const queries = {
    'monitoring.jobQueues': async (context) => ({
      queues: (await figuresOf(context)).map((one) => ({
        ...one,
        canDiscard: called(one.queue).discard !== undefined,
      })),
    }),
    'monitoring.jobs': async (context, { queue: name, ...filter }) => {
      const queue = called(name);
      const jobs = await queue.jobs(context, filter);
      return {
        jobs: jobs.map((job) => ({
          ...job,
          target: job.target ?? null,
          deeds: [...(job.deeds ?? deedsOf(queue, job))],
        })),
      };
    },
    'monitoring.figures': async (context) => {
      const business = { ...NOTHING };
      for (const source of sources) Object.assign(business, await source(context));
      return { business, queues: await figuresOf(context) };
    },
  } satisfies QueryHandlers;

  const commands = {
    'monitoring.retryJob': async (context: CommandContext, { queue: name, jobId }) => {
      const queue = called(name);
      if (queue.retry === undefined)
        throw new AppError('CONFLICT', 'There is nothing yet that could take this.', { reason: 'nothingTakesIt' });
      if (!(await queue.retry(context, jobId))) throw gone();
      await context.record({
        name: 'monitoring.jobRetried',
        subjects: subjectsOf(queue, jobId),
        facts: { queue: name, jobId },
      });
      return {};
    },
    'monitoring.discardJob': async (context: CommandContext, { queue: name, jobId, reason }) => {
      const queue = called(name);
      if (queue.discard === undefined)
        throw new AppError('CONFLICT', 'What becomes of this is settled by the answer from outside.', {
          reason: 'settledOutside',
        });
      if (!(await queue.discard(context, jobId, reason))) throw gone();
      await context.record({
        name: 'monitoring.jobDiscarded',
        subjects: subjectsOf(queue, jobId),
        facts: { queue: name, jobId, reason },
      });
      return {};
    },
  } satisfies CommandHandlers;

  return { commands, queries };
}
