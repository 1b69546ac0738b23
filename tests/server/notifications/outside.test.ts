import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { KeyStore } from '#server/notifications/gateway/keys.ts';
import { createNotificationsGateway } from '#server/notifications/outside.ts';

const SENT = {
  ...{ key: '', ids: [7], channel: 'webhook' as const, attempts: 1, accountId: 'ada', notifications: [], push: null },
  webhook: { id: 'hook', url: 'https://hooks.example/x' },
};

type Sends = readonly (typeof SENT)[];

/** The gateway half, whose loops run when a test says so: first the one that follows, then pushes and webhooks. */
function givenGateway(store: KeyStore, take: () => Sends = () => [SENT]) {
  const submit = vi.fn((name: string, _input: object) =>
    Promise.resolve(
      name === 'notifications.takeDue' ? { accountIds: [], sends: take(), nextAt: null } : { accountIds: [] },
    ),
  );
  const rounds: (() => Promise<number | null>)[] = [];
  let woken = 0;
  const gateway = createNotificationsGateway({
    submit: submit as never,
    touch: () => undefined,
    store,
    allowsLoopback: true,
    contact: () => 'https://hub.example',
    clock: () => 0,
    now: () => 0,
    createLoop: (run) => {
      rounds.push(run);
      return { wake: () => void (woken += 1), stop: () => Promise.resolve() };
    },
    onError: (error) => {
      throw error;
    },
  });
  return { gateway, submit, rounds, woken: () => woken };
}

it('says of what it has no key for that it was not sent', async () => {
  const never = () => Promise.reject(new TypeError('never'));
  const { gateway, submit, rounds } = givenGateway({ place: 'environment', get: () => null, keep: never });
  await gateway.start();
  const [, , webhooks] = rounds;
  await webhooks?.();
  await gateway.stop();
  expect(submit).toHaveBeenCalledWith('notifications.takeDue', { limit: 32, channel: 'webhook' });
  expect(submit).toHaveBeenLastCalledWith(
    'notifications.recordSend',
    expect.objectContaining({ ids: [7], outcome: 'failed', reason: 'refused' }),
  );
});

it('follows and tells devices also where no key can be kept', async () => {
  const locked = () => Promise.reject(new Error('the keychain is locked'));
  const { gateway, woken } = givenGateway({ place: 'keychain', get: () => null, keep: locked });
  await expect(gateway.start()).rejects.toThrow('locked');
  expect(woken()).toBe(3);
});

/** Somebody else's server; what is asked of `/never` waits until `answer` is called. */
async function givenReceiver() {
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/never') waiting.push(() => response.writeHead(204).end());
    else response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return {
    to: (id: number, place: 'here' | 'never') => ({
      ...SENT,
      ids: [id],
      notifications: [{ words: {} }] as never[],
      webhook: { id: `hook ${String(id)}`, url: `http://127.0.0.1:${String(port)}/${place}` },
    }),
    waiting: () => waiting.length,
    answer: () => {
      for (const one of waiting) one();
    },
  };
}

const KEYED: KeyStore = {
  place: 'environment',
  get: () => Buffer.alloc(32, 7).toString('base64'),
  keep: () => Promise.reject(new TypeError('never')),
};

it('a webhook that does not answer keeps no other waiting, and is waited for at the end', async () => {
  const { to, waiting, answer } = await givenReceiver();
  const batches: Sends[] = [[to(1, 'never'), to(2, 'here')], [to(3, 'here')]];
  const { gateway, submit, rounds } = givenGateway(KEYED, () => batches.shift() ?? []);
  await gateway.start();
  const [, , webhooks] = rounds;
  const recorded = () =>
    submit.mock.calls
      .flatMap(([name, input]) =>
        name === 'notifications.recordSend' ? [input as { ids: number[]; outcome: string }] : [],
      )
      .map(({ ids, outcome }) => `${String(ids)} ${outcome}`);
  expect(await webhooks?.()).toBe(0);
  expect(await webhooks?.()).toBe(0);
  await expect.poll(() => [waiting(), recorded().toSorted()]).toEqual([1, ['2 sent', '3 sent']]);
  let isStopped = false;
  const stopped = gateway.stop().then(() => {
    isStopped = true;
  });
  expect(isStopped).toBe(false);
  answer();
  await stopped;
  expect(recorded()).toContain('1 sent');
});

it('while as much is on its way as may be, nothing more is asked for, until one has ended', async () => {
  const { to, waiting, answer } = await givenReceiver();
  const many = Array.from({ length: 32 }, (_, id) => to(id, 'never'));
  const { gateway, submit, rounds, woken } = givenGateway(KEYED, () => many);
  await gateway.start();
  const [, , webhooks] = rounds;
  await webhooks?.();
  await expect.poll(waiting).toBe(32);
  const asked = submit.mock.calls.length;
  const before = woken();
  expect(await webhooks?.()).toBeGreaterThan(1_000);
  expect(submit.mock.calls.length).toBe(asked);
  answer();
  await gateway.stop();
  expect(woken()).toBeGreaterThan(before);
});
