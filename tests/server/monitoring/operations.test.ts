import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staffClient, staffSocket, visitorClient } from '#tests/support/clients.ts';
import { changeRows, queryRows } from '#tests/support/databaseState.ts';
import { makeConversation, newId } from '#tests/support/make.ts';
import { startTestServer, type TestServer } from '#tests/support/testServer.ts';
import type { TestClient } from '#tests/support/client.ts';

let server: TestServer;
let admin: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  admin = await staffClient(server, 'admin', 'messagePort');
});
afterAll(() => server.close());

const entriesCalled = (name: string) =>
  queryRows(server.dataDirectory, 'SELECT factsJson FROM journal WHERE name = ? ORDER BY seq', name).map(
    (row) => JSON.parse((row as { factsJson: string }).factsJson) as unknown,
  );

describe('connections', () => {
  it('are listed with who, since when and how busy, and one is ended with a reason that the journal keeps', async () => {
    const visitor = await visitorClient(server);
    const { conversationId } = await visitor.call('chat.start', { id: newId() });
    for (const body of ['one', 'two']) await visitor.call('chat.send', { id: newId(), conversationId, body });
    const support = await staffSocket(server, 'support');

    const { counts, lines } = await admin.call('monitoring.connections', {});
    expect(counts).toMatchObject({ staff: 2, visitor: 1 });
    const [desktop] = lines.filter(({ carrier }) => carrier === 'messagePort');
    expect(desktop).toMatchObject({ kind: 'staff', address: 'local', canDisconnect: false });
    const [customer] = lines.filter(({ kind }) => kind === 'visitor');
    expect(customer).toMatchObject({ account: null, canDisconnect: true });
    expect(customer?.callsPerMinute).toBeGreaterThan(2.5);
    expect(customer?.callsPerMinute).toBeLessThanOrEqual(3);
    expect(customer?.lastCallAt).toBeGreaterThanOrEqual(customer?.since ?? Infinity);

    const colleague = lines.find(({ account }) => account?.id === server.people.support);
    await admin.call('monitoring.disconnect', { lineId: colleague?.id ?? '', reason: 'staleClient' });
    expect(await support.disconnected).toBe('io server disconnect');
    expect(entriesCalled('monitoring.disconnected')).toEqual([{ kind: 'staff', reason: 'staleClient' }]);
    expect((await admin.call('monitoring.connections', { kind: 'staff' })).counts.staff).toBe(1);
  });

  it('only those asked for are listed, and never more than asked for', async () => {
    await visitorClient(server);
    await visitorClient(server);
    const { counts, lines } = await admin.call('monitoring.connections', { kind: 'visitor', limit: 1 });
    expect(counts.visitor).toBeGreaterThan(1);
    expect(lines).toHaveLength(1);
  });
});

describe('jobs', () => {
  const give = (id: string, runAt: string) => {
    changeRows(
      server.dataDirectory,
      `INSERT INTO stripe_fetch (kind, id, attempts, runAt, lastError, newerThan, createdAt)
        VALUES ('charge', '${id}', 12, ${runAt}, 'Stripe has trouble of its own.', 0, 1000)`,
    );
  };
  const fetches = async () => {
    const { queues } = await admin.call('monitoring.jobQueues', {});
    return queues.find(({ queue }) => queue === 'fetches');
  };

  it('what was given up is seen, retried from the beginning, or discarded with a reason', async () => {
    give('ch_dead', 'NULL');
    give('ch_late', '9000000000000');
    give('ch_held', '8640000000000000');
    expect(await fetches()).toEqual({
      queue: 'fetches',
      canDiscard: true,
      waiting: 1,
      retrying: 1,
      dead: 1,
      oldestAt: 1_000,
    });
    expect((await admin.call('monitoring.jobs', { queue: 'fetches' })).jobs).toMatchObject([
      { id: 'charge:ch_dead', state: 'dead', attempts: 12, nextAt: null, lastError: 'Stripe has trouble of its own.' },
      { id: 'charge:ch_late', state: 'retrying', nextAt: 9_000_000_000_000 },
    ]);

    const discard = { id: newId(), queue: 'fetches', jobId: 'charge:ch_late', reason: 'obsolete' } as const;
    await expect(admin.call('monitoring.discardJob', discard)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await admin.call('monitoring.discardJob', { ...discard, id: newId(), jobId: 'charge:ch_dead' });
    await admin.call('monitoring.retryJob', { id: newId(), queue: 'fetches', jobId: 'charge:ch_late' });
    expect((await admin.call('monitoring.jobs', { queue: 'fetches' })).jobs).toMatchObject([
      { id: 'charge:ch_late', state: 'waiting', attempts: 0 },
    ]);
    expect(entriesCalled('monitoring.jobDiscarded')).toEqual([
      { queue: 'fetches', jobId: 'charge:ch_dead', reason: 'obsolete' },
    ]);
    expect(entriesCalled('monitoring.jobRetried')).toEqual([{ queue: 'fetches', jobId: 'charge:ch_late' }]);
  });

  it('an event that was given up is processed again, or kept without effect', async () => {
    const event = (id: string) =>
      `INSERT INTO stripe_event (id, type, createdAt, receivedAt, via, state, attempts, lastError, packed)
        VALUES ('${id}', 'charge.updated', 1, 2, 'webhook', 'dead', 5, 'the event holds no object', x'00')`;
    changeRows(server.dataDirectory, `${event('evt_one')}; ${event('evt_two')}`);
    expect((await admin.call('monitoring.jobs', { queue: 'events', state: 'dead' })).jobs).toMatchObject([
      { id: 'evt_one', kind: 'charge.updated', since: 2, subject: { kind: 'stripeEvent', id: 'evt_one' } },
      { id: 'evt_two' },
    ]);
    const reason = 'cannotSucceed';
    await admin.call('monitoring.discardJob', { id: newId(), queue: 'events', jobId: 'evt_one', reason });
    expect(
      queryRows(server.dataDirectory, "SELECT state FROM stripe_event WHERE id IN ('evt_one') ORDER BY id"),
    ).toEqual([{ state: 'kept' }]);
  });

  it('what has been asked of Stripe is seen and hurried, and nobody discards it', async () => {
    const refundId = newId();
    changeRows(
      server.dataDirectory,
      `INSERT INTO refund_intent (id, paymentId, amount, currency, state, attempts, nextAt, changedAt, decidedAt)
        VALUES ('${refundId}', 'pi_1', 100, 'EUR', 'unknown', 3, 9000000000000, 5, 4)`,
    );
    expect((await admin.call('monitoring.jobs', { queue: 'refunds' })).jobs).toMatchObject([
      { id: refundId, kind: 'unknown', state: 'retrying', since: 4, subject: { kind: 'payment', id: 'pi_1' } },
    ]);
    await admin.call('monitoring.retryJob', { id: newId(), queue: 'refunds', jobId: refundId });
    const [{ nextAt } = { nextAt: Infinity }] = queryRows(
      server.dataDirectory,
      'SELECT nextAt FROM refund_intent WHERE id = ?',
      refundId,
    ) as { nextAt: number }[];
    expect(nextAt).toBeLessThan(9_000_000_000_000);
  });
});

it('the database tells its size and what took long in it', async () => {
  await makeConversation(server);
  const { databaseBytes, logBytes, isMeasured, operations } = await admin.call('monitoring.database', {});
  expect(isMeasured).toBe(true);
  expect(databaseBytes + logBytes).toBeGreaterThan(100_000);
  const start = operations.find(({ name }) => name === 'chat.start');
  expect(start?.count).toBeGreaterThan(0);
  expect(start?.slowestMs).toBeGreaterThanOrEqual(start?.meanMs ?? Infinity);
});
