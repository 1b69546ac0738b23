import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { DEMO_SIGN_INS } from '#server/demo/people.ts';
import { givenProcesses } from '#tests/server/entry/support/processes.ts';
import { PASSWORD, PEOPLE } from '#tests/support/people.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';
import { entry, run, type Ended } from '#tests/torture/support/program.ts';
import type { ServerProcess } from '#tests/torture/support/serverProcess.ts';

const processes = givenProcesses();
const { data, start } = processes;

/** Starts a server that is expected to refuse. */
const refused = (words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  run(...entry('server/entry/headless.ts', ...words), { environment });

function post(server: ServerProcess, address: string, body: unknown): Promise<Response> {
  return fetch(`${server.address}${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

describe('npm run serve', () => {
  it('prints a set-up code once, which sets the workspace up', async () => {
    const server = await start();
    const code = /set up +http:\S+ with the code ([\w-]+)\nready /.exec(server.printed())?.[1];
    const person = {
      id: '01890000-0000-7000-8000-000000000001',
      workspaceName: 'Shop',
      name: 'Ada',
      email: 'ada@shop.test',
      password: 'long enough',
    };
    expect((await post(server, '/api/v1/setup', { ...person, code: 'WRONG' })).status).toBe(403);
    expect((await post(server, '/api/v1/setup', { ...person, code })).status).toBe(200);
    server.signal('SIGTERM');
    expect((await server.end).code).toBe(0);
    const again = await start();
    expect(again.printed()).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+\n$/);
  });

  it('prints the demo’s addresses and sign-ins, which work', async () => {
    const server = await start({ demo: true });
    for (const address of ['console', 'shop'])
      expect(server.printed()).toMatch(new RegExp(`^${address} +${server.address}/`, 'm'));
    for (const email of DEMO_SIGN_INS.emails) {
      expect(server.printed()).toContain(`sign in  ${email}  ${DEMO_SIGN_INS.password}`);
      expect((await post(server, '/api/v1/session', { email, password: DEMO_SIGN_INS.password })).status).toBe(200);
    }
  });

  it('prints the settings in effect and where each came from, and serves nothing', async () => {
    const config = path.join(processes.scratch, 'hub.json');
    writeFileSync(config, JSON.stringify({ backupKeepWeeks: 8, data: 'shop' }));
    const words = ['--print-config', '--config', config, '--backup-every-hours', '6'];
    const { code, stdout, stderr } = await refused(words, { OPTIMALIQ_DISK_FULL_MEGABYTES: '128' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      backupEveryHours: { value: 6, from: '--backup-every-hours' },
      backupKeepWeeks: { value: 8, from: `"backupKeepWeeks" in ${config}` },
      backupKeepDays: { value: 7, from: 'default' },
      diskFullMegabytes: { value: 128, from: 'OPTIMALIQ_DISK_FULL_MEGABYTES' },
      data: { value: path.join(processes.scratch, 'shop') },
    });
    expect(existsSync(path.join(processes.scratch, 'shop'))).toBe(false);
  });

  it('makes and keeps backups, and stops writing, as it was told', async () => {
    const dataDirectory = data();
    mkdirSync(dataDirectory);
    await makeWorkspace(dataDirectory, { now: Date.now() });
    const words = ['--backup-every-hours', '6', '--backup-keep-days', '3', '--disk-full-megabytes', '99999999'];
    const server = await start({ words: [...words, '--disk-low-megabytes', '99999999'] });
    const { email } = PEOPLE.admin;
    const { token } = (await (await post(server, '/api/v1/session', { email, password: PASSWORD })).json()) as {
      readonly token: string;
    };
    const get = async (address: string): Promise<unknown> =>
      (await fetch(`${server.address}${address}`, { headers: { authorization: `Bearer ${token}` } })).json();
    expect(await get('/api/v1/backups')).toMatchObject({ everyMs: 6 * 3_600_000, keep: { daily: 3, weekly: 4 } });
    expect(await get('/api/v1/storage')).toMatchObject({ state: 'full', refusal: { reason: 'storage.diskFull' } });
    const health = await fetch(`${server.address}/healthz`);
    expect(health.status).toBe(503);
    expect(await health.json()).toMatchObject({ error: { details: { reason: 'storage.diskFull' } } });
  });

  it('answers 503 to /healthz and /readyz while it ends what is under way', async () => {
    const server = await start({ demo: true });
    const answerOf = async (address: string): Promise<unknown> => {
      const answer = await fetch(`${server.address}${address}`);
      return [answer.status, await answer.json()];
    };
    // Passwords are slow by design: so many keep it busy for a while.
    const signIns = Array.from({ length: 12 }, (_, person) =>
      post(server, '/api/v1/session', { email: `nobody-${String(person)}@shop.test`, password: 'not this' }),
    );
    // They are under way once the first of them has its answer.
    await Promise.race(signIns);
    server.signal('SIGTERM');
    const stopping = { error: { code: 'UNAVAILABLE', details: { reason: 'stopping' } } };
    for (const address of ['/healthz', '/readyz']) {
      await vi.waitFor(async () => expect(await answerOf(address)).toMatchObject([503, stopping]), { interval: 1 });
    }
    for (const answer of await Promise.all(signIns)) expect([401, 503]).toContain(answer.status);
    expect((await server.end).code).toBe(0);
  });

  it('refuses a data directory that another server uses', async () => {
    const first = await start();
    const { code, stderr, stdout } = await refused(['--port', '0', '--data', data()]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      `The data directory ${data()} is in use by another OptimaliQ process. Close that one first, or choose another with --data.\n`,
    );
    expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
  });

  it('refuses a port that is in use, and lets go of the data directory', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const { code, stderr } = await refused(['--port', String(port), '--data', data()]);
    other.close();
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Port ${port} is already in use. Choose another with --port, or 0 for any.\n`,
    });
    await start();
  });

  it('refuses to make a demo of a real workspace', async () => {
    const server = await start();
    const code = /code ([\w-]+)/.exec(server.printed())?.[1];
    const person = {
      id: '01890000-0000-7000-8000-000000000001',
      workspaceName: 'Shop',
      name: 'Ada',
      email: 'ada@shop.test',
      password: 'long enough',
    };
    expect((await post(server, '/api/v1/setup', { ...person, code })).status).toBe(200);
    server.signal('SIGTERM');
    await server.end;
    expect(await refused(['--demo', '--port', '0', '--data', data()])).toMatchObject({
      code: 1,
      stderr: `${data()} holds a real workspace. A demo needs a data directory of its own: choose another with --data.\n`,
    });
  });

  it.each([
    [
      'a host that others can reach',
      ['--host', '0.0.0.0'],
      {},
      /^--host must be a loopback address such as 127\.0\.0\.1, not 0\.0\.0\.0: plain HTTP could be read on the way/,
    ],
    ['a port that is none', ['--port', '70000'], {}, /^--port must be a number from 0 to 65535, not 70000\.$/m],
    [
      'an option it does not know',
      ['--hots', '127.0.0.1'],
      {},
      /Unknown option '--hots'.*\nUsage: serve --port N --host H --data DIR \[--demo\]/m,
    ],
    [
      'limits that are no limits',
      [],
      { OPTIMALIQ_LIMITS: '{"message":{"count":0}}' },
      /^OPTIMALIQ_LIMITS is not right: /,
    ],
  ])('refuses %s', async (_what, words, environment, sentence) => {
    const { code, stderr, stdout } = await refused(['--port', '0', '--data', data(), ...words], environment);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});
