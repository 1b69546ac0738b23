import type { QueueFigures } from '#shared/monitoring/figures.ts';
import type { QueueName } from '#shared/monitoring/queues.ts';
import type { DiscardReason } from '#shared/monitoring/jobs/reasons.ts';
import type { Job } from '#shared/monitoring/jobs/contract.ts';
import type { CommandContext, QueryContext } from './context.ts';
import type { Subject } from './entry.ts';

export interface JobFilter {
  readonly state: 'all' | 'waiting' | 'dead';
  readonly limit: number;
}

/** A piece of work, without what follows of its state. */
export type QueuedJob = Omit<Job, 'target' | 'deeds'> & {
  readonly target?: string | null;
  /** Left out: each can be retried, and what was given up discarded, where the list has that at all. */
  readonly deeds?: readonly Job['deeds'][number][];
};

/** A list of work that is done later, as its feature shows it to whoever looks after the server. */
export interface JobQueue {
  /** What the id of a piece of work is the id of, in the journal; null when it is nothing of its own there. */
  readonly subjectKind: Subject['kind'] | null;
  figures(context: QueryContext): Promise<QueueFigures>;
  /** The dead ones first, then those that wait longest. */
  jobs(context: QueryContext, filter: JobFilter): Promise<QueuedJob[]>;
  /** Puts one at the head again. Left out where nothing could take it. @returns false when there is no such work any more. */
  retry?(context: CommandContext, jobId: string): Promise<boolean>;
  /**
   * Lets go of one that was given up, or that waits for what is not there. Left out where the outside decides what becomes of it: money may have moved.
   * @returns false when there is no such work.
   */
  discard?(context: CommandContext, jobId: string, reason: DiscardReason): Promise<boolean>;
}

/** Those of a feature. */
export type JobQueues = Readonly<Partial<Record<QueueName, JobQueue>>>;
