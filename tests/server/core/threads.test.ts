import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startCore, type StartCoreOptions } from '#server/core/startCore.ts';
import { givenDatabase, givenDirectory } from '#tests/server/storage/openDatabase.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';
import { callOf, workspaceCall } from './calls.ts';

async function options(changes: Partial<StartCoreOptions> = {}): Promise<StartCoreOptions> {
  const { file } = await givenDatabase();
  return {
    databaseFile: file,
    synchronous: 'NORMAL',
    mode: 'worker',
    threadEntry: THREAD_ENTRY,
    clock: Date.now,
    onCommitted: () => undefined,
    onLost: () => undefined,
    onError: () => undefined,
    ...changes,
  };
}

/** A thread's entry that behaves as told. */
function entryThat(does: string): URL {
  const file = path.join(givenDirectory(), 'thread.mjs');
  writeFileSync(file, `import { parentPort, workerData } from 'node:worker_threads';\n${does}\n`);
  return pathToFileURL(file);
}

it.each(['inline', 'worker'] as const)('commands are written and queries read (%s)', async (mode) => {
  const told: string[] = [];
  const core = await startCore(
    await options({ mode, onCommitted: (news) => told.push(...news.map(({ name }) => name)) }),
  );
  expect(await core.submit(workspaceCall())).toEqual({ ok: true, value: {} });
  expect(await core.submit(callOf('accounts.workspace', {}))).toMatchObject({ ok: true, value: { name: 'The Shop' } });
  expect(await core.submit(callOf('chat.summary', { conversationId: 'none' }))).toMatchObject({
    ok: false,
    error: { code: 'NOT_FOUND' },
  });
  await core.close();
  expect(told).toEqual(['accounts.workspaceCreated']);
});

it('closing waits for what is under way', async () => {
  const core = await startCore(await options());
  const answers = [workspaceCall(), callOf('accounts.workspace', {})].map((call) => core.submit(call));
  await core.close();
  expect((await Promise.all(answers)).map(({ ok }) => ok)).toEqual([true, true]);
});

it('a thread that is lost refuses what is under way and what comes later, and says so once', async () => {
  const lost: string[] = [];
  let whenLost: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    whenLost = resolve;
  });
  const threadEntry = entryThat(`
    parentPort.on('message', (message) => {
      if ('close' in message) parentPort.close();
      else if (workerData.role === 'writer') throw new Error('the floor gave way');
      else parentPort.postMessage({ request: message.request, batch: { results: JSON.stringify(JSON.parse(message.calls).map(() => ({ ok: true, value: 1 }))), committed: '[]', texts: [] } });
    });
    parentPort.postMessage({ ready: true });`);
  const core = await startCore(
    await options({
      threadEntry,
      onLost: (reason) => {
        lost.push(reason.message);
        whenLost();
      },
    }),
  );
  onTestFinished(() => core.close());
  await expect(core.submit(workspaceCall())).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    details: { reason: 'core' },
  });
  await gone;
  await expect(core.submit(workspaceCall())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await core.submit(callOf('accounts.workspace', {}))).toEqual({ ok: true, value: 1 });
  expect(lost).toEqual(['the floor gave way']);
});

it('a thread that ends by itself is lost too', async () => {
  const threadEntry = entryThat(`
    parentPort.on('message', (message) => { if ('close' in message) parentPort.close(); else process.exit(3); });
    parentPort.postMessage({ ready: true });`);
  const lost: string[] = [];
  const core = await startCore(await options({ threadEntry, onLost: (reason) => lost.push(reason.message) }));
  await expect(core.submit(workspaceCall())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await core.close();
  expect(lost).toEqual(["the writer's thread ended with code 3"]);
});

it.each(['writer', 'reader'])(
  'a %s that does not start is a reason not to start, and nothing is left running',
  async (role) => {
    const threadEntry = entryThat(`
    if (workerData.role === '${role}') throw new Error('not today');
    parentPort.on('message', () => parentPort.close());
    parentPort.postMessage({ ready: true });`);
    const lost: Error[] = [];
    await expect(startCore(await options({ threadEntry, onLost: (reason) => lost.push(reason) }))).rejects.toThrow(
      'not today',
    );
    expect(lost).toEqual([]);
  },
);
