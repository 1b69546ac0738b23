import { expect, it } from 'vitest';
import { staffPort, visitorClient } from '#tests/support/clients.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { newId } from '#tests/support/make.ts';

it('labels of a conversation are replaced, in one spelling for the whole workspace, and only colleagues see them', async () => {
  const server = await givenServer();
  const [visitor, other, support] = [await visitorClient(server), await visitorClient(server), await staffPort(server)];
  const started = async (client: typeof visitor) => (await client.call('chat.start', { id: newId() })).conversationId;
  const [conversationId, elsewhere] = [await started(visitor), await started(other)];
  const set = (id: string, ...labels: string[]) =>
    support.call('chat.setLabels', { id: newId(), conversationId: id, labels });
  expect(await set(conversationId, ' Return ', 'return', 'broken')).toEqual({ labels: ['Return', 'broken'] });
  expect(await set(elsewhere, 'RETURN', 'Urgent')).toEqual({ labels: ['Return', 'Urgent'] });
  expect(await set(conversationId, 'Broken')).toEqual({ labels: ['broken'] });
  expect(await support.call('chat.labels', { conversationId })).toEqual({
    labels: ['broken'],
    known: ['Return', 'Urgent', 'broken'],
  });
  expect((await visitor.refusal('chat.labels', { conversationId })).code).toBe('FORBIDDEN');
  expect((await visitor.refusal('chat.setLabels', { id: newId(), conversationId, labels: [] })).code).toBe('FORBIDDEN');
});

it('what changes nothing is not journaled, and the journal has no words of a label', async () => {
  const server = await givenServer();
  const visitor = await visitorClient(server);
  const { conversationId } = await visitor.call('chat.start', { id: newId() });
  const support = await staffPort(server);
  const set = (labels: string[]) => support.call('chat.setLabels', { id: newId(), conversationId, labels });
  await set(['Ada Park, Main Street 1']);
  const admin = await staffPort(server, 'admin');
  const told = async () =>
    (await admin.call('audit.entries', { limit: 500 })).entries.filter(({ name }) => name === 'chat.labelsChanged');
  expect(await told()).toMatchObject([{ facts: { labels: 1 } }]);
  await set(['ada park, main street 1']);
  expect((await told()).length).toBe(1);
  await set([]);
  expect((await told()).map(({ facts }) => facts)).toEqual([{ labels: 0 }, { labels: 1 }]);
  const everything = JSON.stringify(queryRows(server.dataDirectory, 'SELECT * FROM journal'));
  expect(everything).toContain('chat.labelsChanged');
  expect(everything).not.toContain('Main Street');
});
