import { expect, it } from 'vitest';
import { staffPort } from '#tests/support/clients.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { makeConversation, newId } from '#tests/support/make.ts';

async function setUp() {
  const server = await givenServer();
  const admin = await staffPort(server, 'admin');
  const support = await staffPort(server, 'support');
  const { conversationId } = await makeConversation(server, ['one', 'two']);
  await support.call('chat.close', { id: newId(), conversationId });
  return { server, admin, support, conversationId, subject: { kind: 'conversation' as const, id: conversationId } };
}

it('pages are joined without gaps and hold the whole journal, newest first', async () => {
  const { server, admin } = await setUp();
  const seqs: number[] = [];
  let before: number | null = Number.MAX_SAFE_INTEGER;
  while (before !== null) {
    const { entries, next }: { entries: readonly { seq: number }[]; next: number | null } = await admin.call(
      'audit.entries',
      { before, limit: 3 },
    );
    seqs.push(...entries.map(({ seq }) => seq));
    before = next;
  }
  const rows = queryRows(server.dataDirectory, 'SELECT seq FROM journal ORDER BY seq DESC') as { seq: number }[];
  expect(seqs).toEqual(rows.map(({ seq }) => seq));
  expect(seqs.length).toBeGreaterThan(6);
});

it('entries are found by person, subject and time, all at once', async () => {
  const { server, admin, subject } = await setUp();
  const accountId = server.people.support;
  const byPerson = await admin.call('audit.entries', { accountId, limit: 100 });
  expect(byPerson.entries.map(({ name }) => name)).toContain('chat.conversationChanged');
  expect(new Set(byPerson.entries.map(({ actor }) => actor.id))).toEqual(new Set([accountId]));
  expect(byPerson.entries[0]?.actor.name).not.toBeNull();
  const about = await admin.call('audit.entries', { subject, limit: 100 });
  expect(about.entries.length).toBeGreaterThan(byPerson.entries.filter(({ name }) => name.startsWith('chat.')).length);
  for (const { subjects } of about.entries) expect(subjects.map(({ id }) => id)).toContain(subject.id);
  const [both] = (await admin.call('audit.entries', { subject, accountId })).entries;
  expect(both?.name).toBe('chat.conversationChanged');
  const at = both?.at ?? 0;
  const seqsIn = async (from: number, to: number) =>
    (await admin.call('audit.entries', { subject, accountId, from, to })).entries.map(({ seq }) => seq);
  expect(await seqsIn(at, at + 1)).toContain(both?.seq);
  expect(await seqsIn(at + 1, at + 1_000)).toEqual([]);
  expect(await seqsIn(0, at)).not.toContain(both?.seq);
});

it('a conversation’s timeline tells what was done with it, not what was written in it', async () => {
  const { support, conversationId } = await setUp();
  const { entries, next } = await support.call('audit.conversation', { conversationId });
  const names = entries.map(({ name }) => name);
  expect(names[0]).toBe('chat.conversationChanged');
  expect(names.at(-1)).toBe('chat.conversationStarted');
  expect(names).not.toContain('chat.messageAdded');
  expect(next).toBeNull();
});

it('what changed in a conversation is said by name', async () => {
  const { server, support, conversationId } = await setUp();
  await support.call('chat.assign', { id: newId(), conversationId, assigneeId: null });
  await support.call('chat.reopen', { id: newId(), conversationId });
  await support.call('chat.assign', { id: newId(), conversationId, assigneeId: server.people.support });
  const { entries } = await support.call('audit.conversation', { conversationId });
  const changes = entries.filter(({ name }) => name === 'chat.conversationChanged').map(({ facts }) => facts['change']);
  expect(changes.slice(0, 2)).toEqual(['assigned', 'reopened']);
  expect(changes.at(-1)).toBe('closed');
});
