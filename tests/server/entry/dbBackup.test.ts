import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { visitorClient } from '#tests/support/clients.ts';
import { databaseState, queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { makeMessage, newId } from '#tests/support/make.ts';
import { needsPackages } from '#tests/support/systemPackages.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { makeDemo } from '#tests/torture/support/directories.ts';
import { entry, run, type Ended } from '#tests/torture/support/program.ts';

// Every command is a process of its own, and a busy machine takes seconds to start one.
vi.setConfig({ testTimeout: 120_000 });

const scratch = makeTemporaryDirectory();
const data = path.join(scratch.path, 'data');
const file = path.join(scratch.path, 'shop.tar.age');
let key = '';
let target = '';
let count = 0;

const db = (words: readonly string[], directory: string, input = ''): Promise<Ended> =>
  run(...entry('server/entry/db.ts', ...words, '--data', directory), { input });

beforeAll(async () => {
  await makeDemo(data);
  mkdirSync(path.join(data, 'attachments', '2026'), { recursive: true });
  writeFileSync(path.join(data, 'attachments', '2026', 'mug.png'), 'a chipped mug');
  const noKey = await db(['backup', file], data);
  expect(noKey.stderr).toMatch(/no key for backups yet.*backup-key.*--unencrypted/s);
  expect(noKey.code).toBe(1);
  const made = await db(['backup-key'], data);
  key = made.stdout.trim();
  expect(key).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]+$/);
  expect(await db(['backup', file], data)).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(/encrypted, up to journal entry \d+; restored once for a test, and whole/) as string,
  });
});
beforeEach(() => {
  count += 1;
  target = path.join(scratch.path, `restored-${String(count)}`);
});
afterAll(() => scratch.remove());

describe('a backup', () => {
  it('comes back whole with its attachments, by the key on the standard input or in a file', async () => {
    expect(await db(['restore', file], target, `${key}\n`)).toMatchObject({ code: 0, stderr: '' });
    expect(databaseState(target)).toEqual(databaseState(data));
    expect(readFileSync(path.join(target, 'attachments', '2026', 'mug.png'), 'utf8')).toBe('a chipped mug');
    expect(await db(['verify-journal'], target)).toMatchObject({ code: 0 });

    const keyFile = path.join(scratch.path, 'key.txt');
    writeFileSync(keyFile, `# made today\n${key}\n`);
    const second = path.join(scratch.path, 'second');
    expect(await db(['restore', file, '--key-file', keyFile], second)).toMatchObject({ code: 0 });
    expect(readdirSync(path.join(data, 'scratch'))).toEqual([]);
  });

  it('holds nothing readable, and the key is stored nowhere', () => {
    expect(readFileSync(file).includes('a chipped mug')).toBe(false);
    expect(readFileSync(file).includes('SQLite format')).toBe(false);
    for (const name of readdirSync(data)) {
      if (name.startsWith('workspace.db')) expect(readFileSync(path.join(data, name)).includes(key)).toBe(false);
    }
  });

  it('is opened by the age tool as well, without any program of ours', async (context) => {
    needsPackages(context, ['age']);
    const keyFile = path.join(scratch.path, 'age-key.txt');
    writeFileSync(keyFile, `${key}\n`);
    const plain = path.join(scratch.path, 'opened.tar');
    expect(await run('age', ['-d', '-i', keyFile, '-o', plain, file])).toMatchObject({ code: 0, stderr: '' });
    mkdirSync(target);
    expect(await run('tar', ['-xf', plain, '-C', target])).toMatchObject({ code: 0 });
    expect(readdirSync(target).toSorted()).toEqual(['attachments', 'manifest.json', 'workspace.db']);
    expect(databaseState(target)).toEqual(databaseState(data));
  });

  it('is unencrypted only when told so, and then any tar reads it', async () => {
    const plain = path.join(scratch.path, 'plain.tar');
    expect(await db(['backup', plain, '--unencrypted'], data)).toMatchObject({ code: 0 });
    const { stdout } = await run('tar', ['-tf', plain]);
    expect(stdout.split('\n')).toEqual(['manifest.json', 'workspace.db', 'attachments/2026/mug.png', '']);
    expect(await db(['restore', plain], target)).toMatchObject({ code: 0 });
    expect(databaseState(target)).toEqual(databaseState(data));
  });

  it('never replaces a file', async () => {
    const before = readFileSync(file);
    expect(await db(['backup', file], data)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/exists already\. Nothing was changed/) as string,
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('of a running server is one moment of it, however much is written meanwhile', async () => {
    const server = await givenServer({ writer: 'worker' });
    const visitor = await visitorClient(server);
    const { conversationId } = await visitor.call('chat.start', { id: newId() });
    const state = { ended: false };
    const backup = path.join(scratch.path, 'busy.tar');
    const running = db(['backup', backup, '--unencrypted'], server.dataDirectory).finally(() => (state.ended = true));
    let written = 0;
    while (!state.ended) {
      await makeMessage(visitor, conversationId, `message ${String((written += 1))}`);
    }
    expect(await running).toMatchObject({ code: 0, stderr: '' });
    expect(await db(['restore', backup], target)).toMatchObject({ code: 0 });
    const [{ seq } = { seq: 0 }] = queryRows(target, 'SELECT max(seq) AS seq FROM journal') as { seq: number }[];
    const upTo = 'SELECT * FROM journal WHERE seq <= ? ORDER BY seq';
    expect(queryRows(target, upTo, seq)).toEqual(queryRows(server.dataDirectory, upTo, seq));
    const [{ messages } = { messages: 0 }] = queryRows(target, 'SELECT count(*) AS messages FROM thread_item') as {
      messages: number;
    }[];
    expect(messages).toBeLessThanOrEqual(written);
    expect(await db(['verify-journal'], target)).toMatchObject({ code: 0 });
  });
});

describe('a restore changes nothing', () => {
  async function expectRefusal(backup: string, sentence: RegExp, input = `${key}\n`): Promise<void> {
    const { code, stderr } = await db(['restore', backup], target, input);
    expect(stderr).toMatch(sentence);
    expect(code).toBe(1);
    expect(existsSync(target)).toBe(false);
  }

  it('where a directory holds anything', async () => {
    const before = databaseState(data);
    expect((await db(['restore', file], data, `${key}\n`)).stderr).toMatch(/is not empty\. Nothing was changed/);
    expect(databaseState(data)).toEqual(before);
  });

  it('with another key, none, or what is no key', async () => {
    const other = await db(['backup-key'], await givenCopy());
    await expectRefusal(file, /made for another key/, other.stdout);
    await expectRefusal(file, /No key was given/, '');
    await expectRefusal(file, /is no backup key/, 'swordfish\n');
  });

  it('from a file that is damaged, cut short, no backup, or not there', async () => {
    const bytes = readFileSync(file);
    const damaged = path.join(scratch.path, 'damaged');
    for (const at of [300, Math.floor(bytes.length / 2), bytes.length - 20]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8((changed[at] ?? 0) ^ 1, at);
      writeFileSync(damaged, changed);
      await expectRefusal(damaged, /is damaged .*Try an older one|made for another key/s);
    }
    writeFileSync(damaged, bytes);
    truncateSync(damaged, Math.floor(bytes.length / 3));
    await expectRefusal(damaged, /is damaged/);
    writeFileSync(damaged, 'no backup at all');
    await expectRefusal(damaged, /is damaged/);
    rmSync(damaged);
    await expectRefusal(damaged, /cannot be read \(ENOENT\)/);
  });

  it('from an unencrypted one with a changed byte', async () => {
    const plain = path.join(scratch.path, 'changed.tar');
    await db(['backup', plain, '--unencrypted'], data);
    const bytes = readFileSync(plain);
    const at = Math.floor(bytes.length / 2);
    bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at);
    writeFileSync(plain, bytes);
    await expectRefusal(plain, /is damaged \(workspace\.db is not what was packed\)/);
  });

  it('from one that a newer program made', async () => {
    const newer = await givenCopy();
    const plain = path.join(scratch.path, 'newer.tar');
    await db(['backup', plain, '--unencrypted'], newer);
    const text = readFileSync(plain, 'latin1').replace('"format": 1', '"format": 2');
    writeFileSync(plain, text, 'latin1');
    await expectRefusal(plain, /made by a newer OptimaliQ/);

    const { raw, close } = openForWriting(path.join(newer, 'workspace.db'));
    raw.exec("INSERT INTO migration VALUES ('9999-later', 1)");
    close();
    expect((await db(['backup', path.join(scratch.path, 'no.tar'), '--unencrypted'], newer)).stderr).toMatch(
      /different versions/,
    );
  });
});

async function givenCopy(): Promise<string> {
  const copy = path.join(scratch.path, `copy-${String(count)}`);
  cpSync(data, copy, { recursive: true });
  return Promise.resolve(copy);
}
