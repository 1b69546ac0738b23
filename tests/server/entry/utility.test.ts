import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { createArrivals } from '#tests/support/arrivals.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { send } from '#tests/support/http.ts';
import { newId } from '#tests/support/make.ts';
import { givenDirectory } from '#tests/server/storage/openDatabase.ts';

interface FromUtility {
  readonly data?: {
    readonly type: string;
    readonly address?: string;
    readonly message?: string;
    readonly token?: string | null;
  };
  readonly window?: { readonly reply?: number; readonly result?: { readonly ok: boolean } };
}

function startUtility(args: readonly string[]) {
  const entry = fileURLToPath(new URL('./support/asUtility.ts', import.meta.url));
  const child = fork(entry, args, {
    env: { ...process.env, OPTIMALIQ_WRITER: 'inline', OPTIMALIQ_LOG_LEVEL: 'silent' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const arrivals = createArrivals<FromUtility>();
  child.on('message', (message) => {
    const said = message as FromUtility;
    arrivals.arrive([said]);
    if (said.data?.type === 'wantSecrets') child.send({ data: { type: 'secrets', secrets: null } });
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(() => void child.kill());
  return {
    exit,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    post: (message: object) => child.send(message),
    told: async (type: string) => (await arrivals.first(({ data }) => data?.type === type)).data,
    answered: async (call: number) => (await arrivals.first(({ window }) => window?.reply === call)).window?.result,
  };
}

it('serves the window, keeps its session in the main process, and ends when it is told to', async () => {
  const utility = startUtility(['--data', givenDirectory()]);
  const ready = await utility.told('ready');
  const port = Number(new URL(ready?.address ?? '').port);
  expect((await send({ port }, { path: '/healthz' })).status).toBe(200);

  for (const junk of [{}, { data: null }, { data: { type: 'connect' } }, { data: { type: 'connect', token: null } }])
    utility.post(junk);
  utility.post({ data: { type: 'connect', token: null }, withPort: true });
  const setUp = {
    id: newId(),
    workspaceName: 'The Shop',
    name: 'Olga',
    email: 'olga@shop.test',
    password: 'correct horse battery',
  };
  utility.post({ window: { call: 1, name: 'accounts.setUp', input: setUp } });
  expect(await utility.answered(1)).toMatchObject({ ok: true, value: { account: { name: 'Olga' } } });
  expect((await utility.told('token'))?.token).toMatch(/^[\w-]{43}$/);

  utility.post({ data: { type: 'ping' } });
  expect(await utility.told('pong')).toEqual({ type: 'pong' });
  utility.post({ data: { type: 'stop' } });
  utility.post({ data: { type: 'stop' } });
  expect(await utility.exit).toBe(0);
});

it('takes another port when somebody took the one it was given, and ends on SIGTERM', async () => {
  const other = await givenServer({ workspace: 'none' });
  const utility = startUtility(['--data', givenDirectory(), '--port', String(other.port)]);
  const ready = await utility.told('ready');
  expect(ready?.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(ready?.address).not.toBe(other.address);
  utility.kill('SIGINT');
  utility.kill('SIGTERM');
  expect(await utility.exit).toBe(0);
});

it('says why it cannot start, and ends', async () => {
  const inUse = await givenServer({ workspace: 'none' });
  for (const [args, why] of [
    [[], /without a data directory/],
    [['--data', inUse.dataDirectory], /in use by another OptimaliQ process/],
  ] as const) {
    const utility = startUtility(args);
    expect((await utility.told('failed'))?.message).toMatch(why);
    expect(await utility.exit).toBe(1);
  }
});
