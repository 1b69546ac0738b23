import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startBackup } from '#server/core/startBackup.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';

vi.setConfig({ testTimeout: 120_000 });

async function givenWorkspace() {
  const temporary = makeTemporaryDirectory();
  onTestFinished(temporary.remove);
  await makeWorkspace(temporary.path, { now: 0 });
  const target = path.join(temporary.path, 'backups', 'one.tar');
  return { dataDirectory: temporary.path, target, recipient: null, now: 0, keep: null };
}

describe.each(['process', 'thread'] as const)('a backup in a %s of its own', (place) => {
  it('is made and told step by step', async () => {
    const task = await givenWorkspace();
    const steps = new Set<string>();
    const made = await startBackup(THREAD_ENTRY, place, task, (step) => steps.add(step), new AbortController().signal);
    expect(made.seq).toBeGreaterThan(0);
    expect([...steps]).toEqual(['copying', 'checking', 'writing', 'testing']);
    expect(readdirSync(path.dirname(task.target))).toEqual(['one.tar']);
  });

  it('says why none was made', async () => {
    const task = await givenWorkspace();
    writeFileSync(path.join(task.dataDirectory, 'workspace.db'), 'no database at all. '.repeat(1_000));
    const making = startBackup(THREAD_ENTRY, place, task, () => undefined, new AbortController().signal);
    await expect(making).rejects.toThrow(/not a database/);
    expect(existsSync(task.target)).toBe(false);
  });

  it('ends in the middle when it is called off, and is not begun after that', async () => {
    const task = await givenWorkspace();
    const calling = new AbortController();
    const making = startBackup(THREAD_ENTRY, place, task, () => calling.abort(), calling.signal);
    await expect(making).rejects.toThrow();
    expect(existsSync(task.target)).toBe(false);
    expect(() => startBackup(THREAD_ENTRY, place, task, () => undefined, calling.signal)).toThrow();
  });
});
