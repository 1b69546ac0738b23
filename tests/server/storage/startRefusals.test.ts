import { mkdirSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { startServer } from '#server/startServer.ts';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { lockDataDirectory } from '#server/storage/sqlite/dataDirectory.ts';
import { StartError } from '#server/storage/startError.ts';
import { startTestServer, THREAD_ENTRY, type TestServerOptions } from '#tests/support/testServer.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';
import { givenDirectory } from './openDatabase.ts';

async function refusalToStart(dataDirectory: string, options: TestServerOptions = {}): Promise<string> {
  const error = await startTestServer({ workspace: 'none', dataDirectory, ...options }).then(
    async (server) => {
      await server.close();
      return new Error('it started');
    },
    (reason: unknown) => reason as Error,
  );
  expect(error).toBeInstanceOf(StartError);
  return error.message;
}

const databaseIn = (directory: string): string => path.join(directory, 'workspace.db');

it('a directory that another process uses', async () => {
  const directory = givenDirectory();
  const held = lockDataDirectory(directory);
  onTestFinished(held.release);
  expect(await refusalToStart(directory)).toMatch(/in use by another OptimaliQ process/);
  held.release();
  await (await startTestServer({ workspace: 'none', dataDirectory: directory })).close();
});

it('a directory that cannot be made, or not written to', async () => {
  const directory = givenDirectory();
  const file = path.join(directory, 'file');
  writeFileSync(file, '');
  expect(() => lockDataDirectory(path.join(file, 'data'))).toThrow(/cannot be made \(ENOTDIR\)/);
  // Not even root may write here.
  expect(() => lockDataDirectory('/proc/self')).toThrow(/cannot be locked/);
});

it('a file that is no database, and it stays as it is', async () => {
  const directory = givenDirectory();
  const text = 'Dear diary, '.repeat(1_000);
  writeFileSync(databaseIn(directory), text);
  expect(await refusalToStart(directory)).toMatch(/is damaged \(SQLITE_NOTADB\).*Nothing was changed/);
  expect(readFileSync(databaseIn(directory), 'utf8')).toBe(text);
});

it('a folder in the place of the database', async () => {
  const directory = givenDirectory();
  mkdirSync(databaseIn(directory));
  expect(await refusalToStart(directory)).toMatch(/cannot be opened/);
});

it.each(['inline', 'worker'] as const)('a database with damaged pages (%s), and it stays as it is', async (writer) => {
  const directory = givenDirectory();
  await makeWorkspace(directory, { now: 1 });
  const file = databaseIn(directory);
  const descriptor = openSync(file, 'r+');
  // All but the first page, in which SQLite looks for the schema.
  writeSync(descriptor, Buffer.alloc(statSync(file).size - 4_096, 0xa5), 0, undefined, 4_096);
  const damaged = readFileSync(file);
  expect(await refusalToStart(directory, { writer })).toMatch(/is damaged \(SQLITE_CORRUPT/);
  expect(readFileSync(file).equals(damaged)).toBe(true);
});

it('a database of a newer program, and the directory is free again', async () => {
  const directory = givenDirectory();
  await makeWorkspace(directory, { now: 1 });
  const connection = openForWriting(databaseIn(directory));
  connection.raw.exec("INSERT INTO migration VALUES ('9999-from-the-future', 2)");
  connection.close();
  expect(await refusalToStart(directory)).toMatch(/newer OptimaliQ/);
  lockDataDirectory(directory).release();
});

it('a real workspace when a demo is asked for', async () => {
  const directory = givenDirectory();
  await makeWorkspace(directory, { now: 1 });
  expect(await refusalToStart(directory, { workspace: 'demo' })).toMatch(/holds a real workspace.*--data/);
});

it('a port that is taken, and everything is let go', async () => {
  const other = await startTestServer({ workspace: 'none' });
  onTestFinished(() => other.close());
  const directory = givenDirectory();
  const options = {
    dataDirectory: directory,
    host: '127.0.0.1',
    isDemo: false,
    consoleDirectory: directory,
    widgetDirectory: directory,
    writer: 'inline',
    threadEntry: THREAD_ENTRY,
    logger: pino({ level: 'silent' }),
  } as const;
  await expect(startServer({ ...options, port: other.port })).rejects.toThrow(`Port ${other.port} is already in use`);
  await expect(startServer({ ...options, host: '0.0.0.0', port: 0 })).rejects.toThrow(/must be a loopback address/);
  await expect(startServer({ ...options, host: '127.0.0.300', port: 0 })).rejects.toThrow(
    /cannot listen on 127\.0\.0\.300/,
  );
  lockDataDirectory(directory).release();
});
