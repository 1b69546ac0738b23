import type { OutputOf } from '#shared/contract.ts';
import type { StoredBytes } from '#server/monitoring/database.ts';
import type { Registry } from '#server/monitoring/metrics/registry.ts';

/** Gauges of how things stand, from a query every few seconds: nothing here is counted by hand. */
export function createFigureInstruments(registry: Registry) {
  const gauge = (name: string, help: string) => registry.gauge({ name, help }).with({});
  const conversations = registry.gauge({
    name: 'optimaliq_conversations',
    help: 'Conversations that are open, and of those the ones in which a visitor waits for an answer.',
    labels: ['state'],
  });
  const oldestWait = gauge('optimaliq_oldest_wait_seconds', 'How long the visitor has waited who waits longest.');
  const payments = registry.gauge({
    name: 'optimaliq_payments_last_hour',
    help: 'Payments created within the last hour, by what came of them.',
    labels: ['outcome'],
  });
  const refunds = gauge('optimaliq_refunds_awaiting_approval', 'Refunds that somebody has to decide on.');
  const disputes = gauge('optimaliq_disputes_due', 'Disputes that want an answer now.');
  const jobs = registry.gauge({
    name: 'optimaliq_jobs',
    help: 'Work to be done later, by list: waiting, of that retrying, and given up.',
    labels: ['queue', 'state'],
  });
  const oldestJob = registry.gauge({
    name: 'optimaliq_oldest_job_seconds',
    help: 'How long the oldest work of a list has waited.',
    labels: ['queue'],
  });
  const bytes = registry.gauge({
    name: 'optimaliq_database_bytes',
    help: 'Size of the database, and of its write-ahead log.',
    labels: ['file'],
  });
  const age = (since: number | null, at: number): number => (since === null ? 0 : Math.max(0, at - since) / 1_000);

  return {
    /** @param at UTC ms. */
    stand: ({ business, queues }: OutputOf<'monitoring.figures'>, at: number): void => {
      conversations.with({ state: 'open' }).set(business.openConversations);
      conversations.with({ state: 'waiting' }).set(business.waitingConversations);
      oldestWait.set(age(business.oldestWaitAt, at));
      payments.with({ outcome: 'succeeded' }).set(business.paymentsSucceeded);
      payments.with({ outcome: 'declined' }).set(business.paymentsDeclined);
      refunds.set(business.refundsAwaiting);
      disputes.set(business.disputesDue);
      for (const { queue, waiting, retrying, dead, oldestAt } of queues) {
        jobs.with({ queue, state: 'waiting' }).set(waiting);
        jobs.with({ queue, state: 'retrying' }).set(retrying);
        jobs.with({ queue, state: 'dead' }).set(dead);
        oldestJob.with({ queue }).set(age(oldestAt, at));
      }
    },
    stored: ({ database, log }: StoredBytes): void => {
      bytes.with({ file: 'database' }).set(database);
      bytes.with({ file: 'log' }).set(log);
    },
  };
}
