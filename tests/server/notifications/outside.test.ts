import { expect, it, vi } from 'vitest';
import type { KeyStore } from '#server/notifications/gateway/keys.ts';
import { createNotificationsGateway } from '#server/notifications/outside.ts';

const SENT = {
  ...{ key: '', ids: [7], channel: 'webhook' as const, attempts: 1, accountId: 'ada', notifications: [], push: null },
  webhook: { id: 'hook', url: 'https://hooks.example/x' },
};

/** The gateway half, whose loops run when a test says so: first the one that follows, then pushes and webhooks. */
function givenGateway(store: KeyStore) {
  const submit = vi.fn((name: string, _input: object) =>
    Promise.resolve(
      name === 'notifications.takeDue' ? { accountIds: [], sends: [SENT], nextAt: null } : { accountIds: [] },
    ),
  );
  const rounds: (() => Promise<number | null>)[] = [];
  let woken = 0;
  const gateway = createNotificationsGateway({
    submit: submit as never,
    touch: () => undefined,
    store,
    allowsLoopback: false,
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
