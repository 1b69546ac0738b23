import { onTestFinished, expect, it } from 'vitest';
import type { OutputOf } from '#shared/contract.ts';
import { createReader } from '#server/core/reader.ts';
import { features } from '#server/features.ts';
import { createFigureInstruments } from '#server/monitoring/metrics/instruments/figures.ts';
import { createRegistry } from '#server/monitoring/metrics/registry.ts';
import { openForReading, openForWriting } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const SECOND = NOW / 1_000;

/** A workspace with these rows, and how everything stands in it at NOW. */
async function figuresWith(sql: string): Promise<OutputOf<'monitoring.figures'>> {
  const directory = makeTemporaryDirectory();
  await makeWorkspace(directory.path, { now: NOW - 1_000_000 });
  const file = databaseFileIn(directory.path);
  const writing = openForWriting(file, { synchronous: 'NORMAL' });
  writing.raw.pragma('foreign_keys = OFF');
  writing.raw.exec(sql);
  writing.close();
  const connection = openForReading(file);
  onTestFinished(() => {
    connection.close();
    directory.remove();
  });
  const execute = createReader({ connection, queries: features.queries, clock: () => NOW });
  const call = { name: 'monitoring.figures', input: {}, principal: { kind: 'system' }, correlationId: 'x' } as const;
  const { results } = await execute([{ ...call, origin: null }]);
  const [answer] = results;
  if (answer?.ok !== true) throw new Error('the figures could not be read');
  return answer.value as OutputOf<'monitoring.figures'>;
}

const conversation = (number: number, status: string, waitingSince: number | null) =>
  `INSERT INTO conversation (number, id, siteId, customerId, status, revision, lastSeq, visitorDelivered, visitorRead,
      staffDelivered, staffRead, unread, waitingSince, createdAt, activeAt)
    VALUES (${number}, 'c${number}', 's', 'u', '${status}', 1, 1, 0, 0, 0, 0, 0, ${waitingSince ?? 'NULL'}, 1, 1);`;
const payment = (id: string, secondsAgo: number, state: string) =>
  `INSERT INTO payment (number, id, state, amount, amountReceived, amountRefunded, currency, thousandths, refunded)
    VALUES (${(SECOND - secondsAgo) * 1_000_000}, '${id}', '${state}', 1, 1, 0, 'EUR', 10, 'none');`;
const dispute = (id: string, state: string) =>
  `INSERT INTO dispute (id, paymentId, createdAt, amount, currency, state) VALUES ('${id}', 'p', 1, 1, 'EUR', '${state}');`;
const refund = (id: string, state: string) =>
  `INSERT INTO refund_intent (id, paymentId, amount, currency, state, attempts, changedAt)
    VALUES ('${id}', 'p', 1, 'EUR', '${state}', 0, 1);`;

it('how the business stands is counted from the rows', async () => {
  const { business, queues } = await figuresWith(
    [
      conversation(1, 'open', NOW - 90_000),
      conversation(2, 'open', NOW - 60_000),
      conversation(3, 'open', null),
      // Whoever waited in a closed one waits no longer.
      conversation(4, 'closed', NOW - 900_000),
      payment('a', 10, 'succeeded'),
      payment('b', 3_500, 'succeeded'),
      payment('c', 3_601, 'succeeded'),
      payment('d', 20, 'failed'),
      payment('e', 30, 'incomplete'),
      dispute('d1', 'needs_response'),
      dispute('d2', 'warning_needs_response'),
      dispute('d3', 'under_review'),
      refund('r1', 'requested'),
      refund('r2', 'sending'),
    ].join('\n'),
  );
  expect(business).toEqual({
    openConversations: 3,
    waitingConversations: 2,
    oldestWaitAt: NOW - 90_000,
    paymentsSucceeded: 2,
    paymentsDeclined: 1,
    refundsAwaiting: 1,
    disputesDue: 2,
  });
  expect(queues.find(({ queue }) => queue === 'refunds')).toMatchObject({ waiting: 1, dead: 0 });

  const registry = createRegistry();
  createFigureInstruments(registry).stand({ business, queues }, NOW);
  const told = registry.exposition();
  expect(told).toContain('\noptimaliq_conversations{state="waiting"} 2\n');
  expect(told).toContain('\noptimaliq_oldest_wait_seconds 90\n');
  expect(told).toContain('\noptimaliq_payments_last_hour{outcome="declined"} 1\n');
  expect(told).toContain('\noptimaliq_jobs{queue="refunds",state="waiting"} 1\n');
});

it('in a workspace of nothing, everything is nought and nobody waits', async () => {
  const { business, queues } = await figuresWith('');
  expect(business).toMatchObject({ openConversations: 0, waitingConversations: 0, oldestWaitAt: null });
  expect(queues).toHaveLength(8);
  for (const queue of queues) expect(queue).toMatchObject({ waiting: 0, retrying: 0, dead: 0, oldestAt: null });
});
