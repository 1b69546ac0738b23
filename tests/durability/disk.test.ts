import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { staffClient } from '#tests/support/clients.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { makeConversation, makeMessage, newId } from '#tests/support/make.ts';

const GIGABYTE = 1024 ** 3;

it('with a full disk nothing is written, reading goes on, and room brings everything back by itself', async () => {
  let freeBytes = 10 * GIGABYTE;
  const server = await givenServer({ disk: { everyMs: 5, look: () => Promise.resolve({ freeBytes, inode: 1 }) } });
  const { visitor, conversationId } = await makeConversation(server);
  const support = await staffClient(server);

  freeBytes = GIGABYTE / 2;
  await expect.poll(() => server.log.text()).toContain('the disk is getting full');
  await makeMessage(visitor, conversationId);
  freeBytes = 1_000;
  await expect.poll(() => server.log.text()).toContain('nothing is written until there is room');
  const message = { id: newId(), conversationId, body: 'Can you hear me?' };
  for (const refusal of [await visitor.refusal('chat.send', message), await support.refusal('chat.reply', message)]) {
    expect(refusal).toMatchObject({ code: 'UNAVAILABLE', details: { reason: 'storage.diskFull' } });
  }
  expect((await support.call('chat.history', { conversationId })).messages).toHaveLength(2);
  expect(await staffClient(server, 'colleague')).toBeDefined();

  freeBytes = 10 * GIGABYTE;
  await expect.poll(() => server.log.text()).toContain('the disk has room again');
  expect(await visitor.call('chat.send', message)).toMatchObject({ seq: 3 });
});

it.each(['worker', 'inline'] as const)(
  'a database deleted under the server is put back with everything acknowledged (writer %s)',
  async (writer) => {
    const lost: Error[] = [];
    const server = await givenServer({ writer, disk: { everyMs: 5 }, onLost: (reason) => lost.push(reason) });
    const { visitor, conversationId } = await makeConversation(server);
    for (const end of ['', '-wal', '-shm'])
      rmSync(path.join(server.dataDirectory, `workspace.db${end}`), { force: true });
    let acknowledged = 1;
    for (let sent = 0; sent < 500 && lost.length === 0; sent += 1) {
      try {
        await makeMessage(visitor, conversationId, `message ${String(sent)}`);
        acknowledged += 1;
      } catch (error) {
        expect(error).toMatchObject({ code: 'UNAVAILABLE', details: { reason: 'storage.gone' } });
      }
    }
    await vi.waitUntil(() => lost.length > 0, { timeout: 20_000 });
    expect(lost[0]?.message).toMatch(/everything it held was put back/);
    expect(queryRows(server.dataDirectory, 'SELECT count(*) AS found FROM thread_item')).toEqual([
      { found: acknowledged },
    ]);
    await server.running.close();
    const next = await givenServer({ writer, dataDirectory: server.dataDirectory, workspace: 'none' });
    expect(next.running.isSetUp).toBe(true);
  },
);
