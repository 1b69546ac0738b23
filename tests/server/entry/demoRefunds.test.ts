import { expect, it, onTestFinished } from 'vitest';
import { DEMO_SIGN_INS } from '#server/demo/people.ts';
import { givenProcesses } from '#tests/server/entry/support/processes.ts';
import { openHttp } from '#tests/support/http.ts';
import { openSocket, type SocketIoClient } from '#tests/support/socketIoClient.ts';
import type { ServerProcess } from '#tests/torture/support/serverProcess.ts';

const processes = givenProcesses();
const start = (): Promise<ServerProcess> => processes.start({ demo: true, words: ['--demo-trade', 'lively'] });

async function finance({ address }: ServerProcess): Promise<SocketIoClient> {
  const server = { address, port: Number(new URL(address).port) };
  const reply = await openHttp(server).call('accounts.signIn', {
    email: 'finance@demo.test',
    password: DEMO_SIGN_INS.password,
  });
  const { token } = reply as typeof reply & { readonly token: string };
  const client = await openSocket(server, { namespace: '/console', auth: { token } });
  onTestFinished(client.close);
  return client;
}

const statesOf = async (client: SocketIoClient): Promise<string[]> => {
  const { refunds } = await client.call('billing.allRefunds', { filter: { origin: 'here' }, limit: 100 });
  return refunds.map(({ state }) => state).sort();
};
const TOLD = ['draft', 'refused', 'requested', 'succeeded', 'succeeded', 'succeeded'];

it('a lively demo has refunds of its colleagues, made once, one of which waits for whoever looks', async () => {
  const first = await start();
  const client = await finance(first);
  await expect.poll(() => statesOf(client), { timeout: 120_000, interval: 500 }).toEqual(TOLD);
  const { refunds } = await client.call('billing.refunds', { states: ['requested'] });
  const [waiting] = refunds;
  const { id: mine } = (await client.call('accounts.colleagues', {})).colleagues.find(
    ({ name }) => name === 'Fiona Marsh',
  ) ?? { id: '' };
  expect(waiting?.requested?.by).not.toBe(mine);
  const report = await client.call('billing.refundReport', { currency: 'EUR', days: 7 });
  expect(report.approvals).toMatchObject({ approved: 1, refused: 1, waiting: 1 });
  first.signal('SIGTERM');
  await first.end;

  const again = await finance(await start());
  await expect
    .poll(async () => (await again.call('billing.sync', {})).backfill?.state, { timeout: 60_000 })
    .toBe('done');
  expect(await statesOf(again)).toEqual(TOLD);
}, 240_000);
