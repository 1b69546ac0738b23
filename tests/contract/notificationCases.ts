import type { OutputOf } from '#shared/contract.ts';
import { makeConversation, newId } from '#tests/support/make.ts';
import { openPort } from '#tests/support/messagePortClient.ts';
import type { TestClient } from '#tests/support/client.ts';
import type { Who } from '#tests/support/people.ts';
import type { Cases } from './cases.ts';
import { callerOn, type Surroundings } from './surroundings.ts';

const STAFF = ['support', 'finance', 'admin'] as const satisfies readonly Who[];

export const device = (deviceId = newId()) => ({
  deviceId,
  name: 'Firefox on Linux',
  form: 'browser' as const,
  ability: 'granted' as const,
});
export const KEYS = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
export const endpoint = () => `https://updates.push.services.mozilla.com/wpush/v2/${newId()}`;

/** A device of the caller's. */
export async function ownDevice(caller: TestClient): Promise<string> {
  const deviceId = newId();
  // Whoever may not have one is refused later, by what it is made for.
  await caller.ask('notifications.registerDevice', device(deviceId));
  return deviceId;
}
/** A notification of the caller's. */
export async function ownNotification(caller: TestClient): Promise<number> {
  const reply = await caller.ask('notifications.test', { id: newId() });
  return reply.ok ? (reply.value as OutputOf<'notifications.test'>).notificationId : 1;
}
/** One that was given to a device of the caller's. */
export async function givenTo(caller: TestClient): Promise<{ deviceId: string; ids: number[] }> {
  const deviceId = await ownDevice(caller);
  await ownNotification(caller);
  const reply = await caller.ask('notifications.claim', { deviceId });
  const items = reply.ok ? (reply.value as OutputOf<'notifications.claim'>).items : [];
  return { deviceId, ids: [1, ...items.flatMap(({ ids }) => ids)] };
}
/** Somebody whom no other case is, so that what is open for them is this case's. */
async function newcomer({ server }: Surroundings): Promise<TestClient> {
  const admin = await callerOn(server, 'messagePort', 'admin');
  const { code } = await admin.call('accounts.invite', {
    id: newId(),
    email: `${newId()}@shop.test`,
    roles: ['support'],
  });
  const port = openPort(server);
  await port.call('accounts.acceptInvitation', { code, name: 'Nora New', password: 'a long enough one' });
  return port;
}

const hook = (id = newId()) => ({ id, name: 'The pager', url: 'https://hooks.example/x', kinds: ['alert' as const] });
const named = async ({ caller }: Surroundings) => ({ notificationId: await ownNotification(caller) });
const ofAnother = {
  code: 'NOT_FOUND' as const,
  when: 'it is somebody else’s',
  input: async (around: Surroundings) => ({ notificationId: await ownNotification(await newcomer(around)) }),
};
const onDevice = async ({ caller }: Surroundings) => ({ deviceId: await ownDevice(caller) });
const unknownDevice = {
  code: 'NOT_FOUND' as const,
  when: 'the device is not known',
  input: () => ({ deviceId: newId() }),
};

/** The cases of notifications, as `CASES`. */
export const NOTIFICATION_CASES: Cases = {
  'notifications.list': {
    by: STAFF,
    input: async ({ server, caller }) => {
      await makeConversation(server);
      await ownNotification(caller);
      return { filter: 'all' };
    },
  },
  'notifications.see': { by: STAFF, input: () => ({ until: Date.now() }) },
  'notifications.open': { by: STAFF, input: named, refusals: [ofAnother] },
  'notifications.dismiss': { by: STAFF, input: named, refusals: [ofAnother] },
  'notifications.fate': { by: STAFF, input: named, refusals: [ofAnother] },
  'notifications.test': { by: STAFF, input: () => ({ id: newId() }) },
  'notifications.registerDevice': {
    by: STAFF,
    input: () => device(),
    refusals: [
      {
        code: 'NOT_FOUND',
        when: 'it is somebody else’s',
        input: async (around) => device(await ownDevice(await newcomer(around))),
      },
    ],
  },
  'notifications.claim': { by: STAFF, input: onDevice, refusals: [unknownDevice] },
  'notifications.report': {
    by: STAFF,
    // By somebody of their own: the caller of other cases, side by side, begins tests too.
    input: async ({ caller }) => ({ ...(await givenTo(caller)), outcome: 'shown' }),
    refusals: [
      {
        code: 'NOT_FOUND',
        when: 'nothing of it was given to the device',
        input: async (around) => ({ ...(await onDevice(around)), ids: [1_000_000], outcome: 'shown' }),
      },
    ],
  },
  'notifications.preferences': { by: STAFF, input: () => ({}) },
  'notifications.choose': { by: STAFF, input: () => ({ kind: 'newSignIn', channel: 'email', isOn: false }) },
  'notifications.setQuietHours': {
    by: STAFF,
    input: () => ({ isOn: false, from: 1_320, to: 420, timeZone: 'Europe/Berlin', days: [1, 2], urgentThrough: true }),
  },
  'notifications.pushKey': { by: STAFF, input: () => ({}) },
  'notifications.subscribePush': {
    by: STAFF,
    input: async (around) => ({ ...(await onDevice(around)), endpoint: endpoint(), ...KEYS }),
    refusals: [{ ...unknownDevice, input: () => ({ deviceId: newId(), endpoint: endpoint(), ...KEYS }) }],
  },
  'notifications.unsubscribePush': { by: STAFF, input: onDevice, refusals: [unknownDevice] },
  'notifications.ledger': { by: ['admin'], input: () => ({}) },
  'notifications.webhooks': { by: ['admin'], input: () => ({}) },
  'notifications.addWebhook': {
    by: ['admin'],
    input: () => hook(),
    refusals: [
      {
        code: 'CONFLICT',
        when: 'the id was used before',
        input: async (around) => {
          const used = hook();
          await around.caller.ask('notifications.addWebhook', used);
          return used;
        },
      },
    ],
  },
  'notifications.removeWebhook': {
    by: ['admin'],
    input: async ({ caller }) => {
      const { id } = hook();
      await caller.ask('notifications.addWebhook', hook(id));
      return { webhookId: id };
    },
    refusals: [{ code: 'NOT_FOUND', when: 'there is none', input: () => ({ webhookId: newId() }) }],
  },
};
