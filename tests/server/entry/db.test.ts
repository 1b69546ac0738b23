import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEMO_SIGN_INS } from '#server/demo/people.ts';
import { accountKey } from '#server/accounts/lockOut.ts';
import { verifyPassword } from '#server/accounts/password.ts';
import { migrations } from '#server/storage/migrations/index.ts';
import { openForReading, openForWriting } from '#server/storage/sqlite/connection.ts';
import { lockDataDirectory } from '#server/storage/sqlite/dataDirectory.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { fingerprint, makeDemo } from '#tests/torture/support/directories.ts';
import { entry, onTerminal, run, type Ended } from '#tests/torture/support/program.ts';
import { converse } from '#tests/server/entry/support/converse.ts';

// Every command is a process of its own, and a busy machine takes seconds to start one.
vi.setConfig({ testTimeout: 120_000 });

const PASSWORD = 'a wholly new password';
const NEWEST = migrations.at(-1)?.name ?? '';
const WRITING = ['migrate', 'rollback', 'reset-password support@demo.test'] as const;
const COMMANDS = ['status', 'verify-journal', ...WRITING] as const;

const scratch = makeTemporaryDirectory();
const pristine = path.join(scratch.path, 'pristine');
let directory = '';
let count = 0;

const db = (command: string, data = directory): Promise<Ended> =>
  run(...entry('server/entry/db.ts', ...command.split(' '), '--data', data), { input: `${PASSWORD}\n` });

/** Runs the commands and expects each to refuse with this sentence, leaving the database as it was. */
async function expectRefusals(commands: readonly string[], sentence: RegExp): Promise<void> {
  const before = fingerprint(directory);
  const ends = [];
  for (const command of commands) ends.push({ command, ...(await db(command)) });
  for (const { command, code, stderr } of ends)
    expect({ command, code, stderr }).toEqual({ command, code: 1, stderr: expect.stringMatching(sentence) as string });
  expect(fingerprint(directory)).toBe(before);
}

async function change(sql: string): Promise<void> {
  const { raw, close } = openForWriting(path.join(directory, 'workspace.db'));
  raw.exec(sql);
  close();
  return Promise.resolve();
}

async function rows<Row>(sql: string): Promise<Row[]> {
  const { raw, close } = openForReading(path.join(directory, 'workspace.db'));
  const found = raw.prepare<[], Row>(sql).all();
  close();
  return Promise.resolve(found);
}

beforeAll(() => makeDemo(pristine));
beforeEach(() => {
  count += 1;
  directory = path.join(scratch.path, String(count));
  cpSync(pristine, directory, { recursive: true });
});
afterAll(() => scratch.remove());

describe('npm run db', () => {
  it('prints how it is used and exits 2 when it is used wrongly', async () => {
    const wrong = [
      [],
      ['status'],
      ['delete', '--data', 'x'],
      ['status', '--data', 'x', 'y'],
      ['reset-password', '--data', 'x'],
      ['status', '--dta', 'x'],
    ];
    const ends = await Promise.all(wrong.map((words) => run(...entry('server/entry/db.ts', ...words))));
    for (const { code, stdout, stderr } of ends) {
      expect(stderr).toMatch(/^.+\n\nusage: npm run db -- COMMAND --data DIR\n/);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    }
  });

  it('makes nothing where there is no workspace', async () => {
    const missing = path.join(scratch.path, 'missing');
    const empty = path.join(scratch.path, 'empty');
    mkdirSync(empty, { recursive: true });
    for (const [command, place] of [...COMMANDS.map((each) => [each, missing] as const), ['migrate', empty] as const]) {
      const { code, stderr } = await db(command, place);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: `There is no workspace in ${place}. Nothing was changed. Check --data.\n`,
      });
    }
    expect(existsSync(missing)).toBe(false);
    expect(existsSync(path.join(empty, 'workspace.lock'))).toBe(false);
  });

  it('changes nothing in a directory that another process uses, but reads it', async () => {
    const lock = lockDataDirectory(directory);
    try {
      await expectRefusals(WRITING, /is in use by another OptimaliQ process\. Close that one first/);
      const [status, verified] = await Promise.all([db('status'), db('verify-journal')]);
      expect(status).toMatchObject({ code: 0, stdout: expect.stringMatching(/in use +yes/) as string });
      expect(verified.code).toBe(0);
    } finally {
      lock.release();
    }
  });

  it('changes nothing in a database that a newer program wrote', async () => {
    await change(`INSERT INTO migration (name, appliedAt) VALUES ('9999-later', 1)`);
    await expectRefusals(COMMANDS, /written by a newer OptimaliQ/);
  });

  it('changes nothing in a file that is no database', async () => {
    writeFileSync(path.join(directory, 'workspace.db'), 'no database at all\n'.repeat(1_000));
    await expectRefusals(COMMANDS, /is damaged \(SQLITE_NOTADB\)\. Nothing was changed\. Restore a backup/);
  });

  it('changes nothing in a database with damaged pages', async () => {
    const file = path.join(directory, 'workspace.db');
    const bytes = readFileSync(file);
    // All but the first page, which holds the list of tables.
    bytes.fill(0xa5, 4_096);
    writeFileSync(file, bytes);
    await expectRefusals(COMMANDS, /is damaged \(.+\)\. Nothing was changed\. Restore a backup/);
  });
});

describe('status', () => {
  it('says what the directory holds and changes nothing', async () => {
    const before = fingerprint(directory);
    const [entries] = await rows<{ count: number }>('SELECT count(*) AS count FROM journal');
    const { code, stdout, stderr } = await db('status');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/workspace +Kiln & Clay \(demo\)/);
    expect(stdout).toMatch(new RegExp(`journal +${String(entries?.count)} entries`));
    expect(stdout).toMatch(/in use +no/);
    expect(stdout).toMatch(new RegExp(`applied +0001-workspace, .*${NEWEST}`));
    expect(stdout).toMatch(/pending +none\n +unknown +none/);
    expect(fingerprint(directory)).toBe(before);
  });

  it('is not content while migrations are pending, however few are applied', async () => {
    for (const _ of migrations) expect((await db('rollback')).code).toBe(0);
    const { code, stdout, stderr } = await db('status');
    expect(code).toBe(1);
    expect(stdout).toMatch(/workspace +not set up\njournal +none/);
    expect(stdout).toMatch(/applied +none\n +pending +0001-workspace, /);
    expect(stderr).toMatch(/Migrations are pending\. Run: npm run db -- migrate/);
    expect(await db('rollback')).toMatchObject({
      code: 1,
      stderr: 'No migration has been applied: there is nothing to undo.\n',
    });
    expect(await db('verify-journal')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/no journal yet/) as string,
    });
  });
});

describe('migrate and rollback', () => {
  it('undo the newest migration and apply it again', async () => {
    expect(await db('rollback')).toMatchObject({ code: 0, stdout: `Undid ${NEWEST}.\n` });
    expect(await rows(`SELECT name FROM migration WHERE name = '${NEWEST}'`)).toEqual([]);
    expect(await db('reset-password support@demo.test')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Migrations are pending/) as string,
    });
    expect(await db('migrate')).toMatchObject({ code: 0, stdout: `Applied ${NEWEST}.\n` });
    expect(await rows(`SELECT name FROM migration WHERE name = '${NEWEST}'`)).toHaveLength(1);
    expect(await db('migrate')).toMatchObject({ code: 0, stdout: 'Nothing is pending.\n' });
  });
});

describe('verify-journal', () => {
  it('names the hash of the last entry of a whole journal', async () => {
    const [last] = await rows<{ seq: number; hash: string }>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1');
    expect(await db('verify-journal')).toMatchObject({
      code: 0,
      stdout: `The journal is whole: ${String(last?.seq)} entries, the last with the hash ${String(last?.hash)}.\n`,
    });
  });

  it.each([
    [
      'an entry that was changed',
      `UPDATE journal SET factsJson = '{"revision":99}' WHERE seq = 40`,
      /after 39 entries: entry 40 was changed/,
    ],
    ['an entry that was removed', 'DELETE FROM journal WHERE seq = 40', /after 39 entries: entry 40 is missing/],
    ['a subject that was removed', 'DELETE FROM journal_entry_subject WHERE seq = 40', /the subject index has/],
  ])('finds %s', async (_what, sql, sentence) => {
    await change(sql);
    await expectRefusals(['verify-journal'], sentence);
  });

  it('says on a terminal how far it has come', async () => {
    const { code, stdout } = await run(
      ...onTerminal(...entry('server/entry/db.ts', 'verify-journal', '--data', directory)),
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/\r\d+ of \d+ entries\r.*The journal is whole/s);
  });
});

describe('reset-password', () => {
  const passwordOf = async (email: string): Promise<string> => {
    const [found] = await rows<{ passwordHash: string }>(`SELECT passwordHash FROM account WHERE email = '${email}'`);
    return found?.passwordHash ?? '';
  };
  const openSessions = `INSERT INTO session SELECT '01890000-0000-7000-8000-00000000000' || rowid, id, 'hash' || rowid, 'a test', 1, 9e15, NULL FROM account`;

  it('gives a new password, ends that person’s sessions and leaves the others', async () => {
    await change(openSessions);
    expect(await db('reset-password Support@Demo.test')).toMatchObject({
      code: 0,
      stdout: 'support@demo.test has a new password. Sessions ended: 1.\n',
    });
    expect(await verifyPassword(await passwordOf('support@demo.test'), PASSWORD)).toBe(true);
    expect(await verifyPassword(await passwordOf('admin@demo.test'), DEMO_SIGN_INS.password)).toBe(true);
    const revoked = `SELECT email FROM session JOIN account ON account.id = accountId WHERE revokedAt IS NOT NULL`;
    expect(await rows(revoked)).toEqual([{ email: 'support@demo.test' }]);
    const newest = `SELECT name, actorKind FROM (SELECT * FROM journal ORDER BY seq DESC LIMIT 2) ORDER BY seq`;
    expect(await rows(newest)).toEqual([
      { name: 'accounts.passwordReset', actorKind: 'system' },
      { name: 'accounts.sessionRevoked', actorKind: 'system' },
    ]);
    expect((await db('verify-journal')).code).toBe(0);
  });

  it('opens the sign-in of somebody who is locked out, and of nobody else', async () => {
    const lock = (email: string) => `('${accountKey(email)}', 9, 1, ${String(9e15)})`;
    await change(`INSERT INTO sign_in_failure VALUES ${lock('support@demo.test')}, ${lock('admin@demo.test')}`);
    expect((await db('reset-password support@demo.test')).code).toBe(0);
    expect(await rows('SELECT key FROM sign_in_failure')).toEqual([{ key: accountKey('admin@demo.test') }]);
  });

  it.each(['nobody@demo.test', 'not an address'])('does not know %s', async (email) => {
    const before = fingerprint(directory);
    const { code, stderr } = await run(...entry('server/entry/db.ts', 'reset-password', email, '--data', directory), {
      input: `${PASSWORD}\n`,
    });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Nobody signs in with the e-mail ${email}. Nothing was changed.\n`,
    });
    expect(fingerprint(directory)).toBe(before);
  });

  it.each([
    [
      'a password that is too short',
      'short\n',
      /^The password must have at least 10 characters\. Nothing was changed\.\n$/,
    ],
    ['no password', '', /^No password was given on the standard input\. Nothing was changed\.\n$/],
  ])('refuses %s', async (_what, input, sentence) => {
    const before = fingerprint(directory);
    const end = await run(...entry('server/entry/db.ts', 'reset-password', 'support@demo.test', '--data', directory), {
      input,
    });
    expect(end).toMatchObject({ code: 1, stderr: expect.stringMatching(sentence) as string });
    expect(fingerprint(directory)).toBe(before);
  });

  const ask = (answers: readonly (readonly [question: string, answer: string])[]) =>
    converse(
      onTerminal(...entry('server/entry/db.ts', 'reset-password', 'support@demo.test', '--data', directory)),
      answers,
    );

  it('asks twice on a terminal and shows nothing of what is typed', async () => {
    const { code, stdout } = await ask([
      ['New password for support@demo.test: ', `${PASSWORD}\r`],
      ['The same again: ', `${PASSWORD}\r`],
    ]);
    expect(stdout).toMatch(/has a new password/);
    expect(stdout).not.toContain(PASSWORD.slice(0, 3));
    expect(code).toBe(0);
    expect(await verifyPassword(await passwordOf('support@demo.test'), PASSWORD)).toBe(true);
  });

  it.each([
    [
      'a slip in the second',
      [
        ['New password', `${PASSWORD}\r`],
        ['again', 'another one\r'],
      ],
      /The two passwords differ\. Nothing was changed/,
    ],
    ['Ctrl+C', [['New password', `half a pass\u0003`]], /No password was given\. Nothing was changed/],
  ] as const)('gives up at %s', async (_what, answers, sentence) => {
    const before = fingerprint(directory);
    const { code, stdout } = await ask(answers);
    expect(stdout).toMatch(sentence);
    expect(code).toBe(1);
    expect(fingerprint(directory)).toBe(before);
  });
});
