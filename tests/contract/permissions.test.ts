import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMBINATIONS, declarationOf, permissionRows } from '#scripts/support/permissionTable.ts';
import type { OperationName } from '#shared/contract.ts';
import type { Role } from '#shared/wire/access.ts';
import { makeFiring } from '#tests/support/alerts.ts';
import type { TestClient } from '#tests/support/client.ts';
import { hostileInputs } from '#tests/support/fuzz/hostile.ts';
import { newId } from '#tests/support/make.ts';
import { openPort, type MessagePortClient } from '#tests/support/messagePortClient.ts';
import { startTestServer, type TestServer } from '#tests/support/testServer.ts';
import { callerOn } from './surroundings.ts';
import { startServerWithStripe, stripeOf } from './withStripe.ts';
import { device, endpoint, givenTo, KEYS, ownDevice, ownNotification } from './notificationCases.ts';

interface Person {
  readonly accountId: string;
  readonly port: MessagePortClient;
  /** Another session of the same person. */
  readonly elsewhere: () => Promise<MessagePortClient>;
}

const PASSWORD = 'a long enough one';

/** Somebody whom nobody knows yet, signed in. */
async function newcomer(server: TestServer, roles: readonly Role[]): Promise<Person> {
  const admin = await callerOn(server, 'messagePort', 'admin');
  const email = `${newId()}@shop.test`;
  const { code } = await admin.call('accounts.invite', { id: newId(), email, roles: [...roles] });
  const port = openPort(server);
  const { account } = await port.call('accounts.acceptInvitation', { code, name: 'Nora New', password: PASSWORD });
  const elsewhere = async () => {
    const other = openPort(server);
    await other.call('accounts.signIn', { email, password: PASSWORD });
    return other;
  };
  return { accountId: account.id, port, elsewhere };
}

/** What is wrong with an input is told before whose call it is. */
function validInput(name: OperationName, arbitrary: fc.Arbitrary<unknown> | undefined): unknown {
  const samples = arbitrary === undefined ? [] : fc.sample(arbitrary, { seed: 7, numRuns: 100 });
  const valid = samples.find((input) => declarationOf(name).input.safeParse(input).success);
  if (valid === undefined) throw new Error(`${name} has no input that its schema accepts`);
  return valid;
}

/** Null when it was not refused for the caller's roles. */
async function refusedFor(client: TestClient, name: OperationName, input: unknown): Promise<unknown> {
  const reply = await client.ask(name, input);
  if (reply.ok || reply.error.code !== 'FORBIDDEN') return null;
  const { reason, permission } = reply.error.details ?? {};
  return reason === 'permission' || reason === 'principal' ? { reason, permission } : null;
}

describe('every operation for staff', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  const last = ({ name }: { readonly name: OperationName }) => (name === 'accounts.signOut' ? 1 : 0);
  const rows = permissionRows.toSorted((one, other) => last(one) - last(other));
  it.each(COMBINATIONS.map((roles) => [roles.join(' + '), roles] as const))(
    'is allowed to %s exactly where their permissions say so',
    async (_, roles) => {
      const ids = { conversations: [newId()], accounts: [newId()], messages: [newId()] };
      const inputs = hostileInputs(ids);
      const { port } = await newcomer(server, roles);
      const place = COMBINATIONS.indexOf(roles);
      const found: Record<string, unknown> = {};
      const expected: Record<string, unknown> = {};
      for (const { name, permission, access } of rows) {
        found[name] = await refusedFor(port, name, validInput(name, inputs[name]));
        expected[name] = access[place] === 'no' ? { reason: 'permission', permission } : null;
      }
      expect(found).toEqual(expected);
    },
  );
});

let server: TestServer;
beforeAll(async () => {
  server = await startServerWithStripe();
});
afterAll(() => server.close());

const wanted = () => ({ id: newId(), paymentId: stripeOf(server).paid, amount: 1 });
const named = (refundId: string) => ({ id: newId(), refundId });
const draftBy = async (port: TestClient): Promise<string> => (await port.call('billing.draftRefund', wanted())).id;
/** Nobody has set a limit in this workspace, so a second person decides. */
const requestBy = async (port: TestClient): Promise<string> => (await port.call('billing.requestRefund', wanted())).id;
const filterBy = async (port: TestClient): Promise<string> => {
  const filterId = newId();
  await port.call('billing.saveFilter', { id: newId(), filterId, name: filterId, filter: {}, sort: {} });
  return filterId;
};
const refundFilter = (filterId: string) => ({
  id: newId(),
  filterId,
  name: filterId,
  filter: {},
  sort: { by: 'at', direction: 'desc' } as const,
});
const refundFilterBy = async (port: TestClient): Promise<string> => {
  const filterId = newId();
  await port.call('billing.saveRefundFilter', refundFilter(filterId));
  return filterId;
};
const newestSession = async (port: TestClient): Promise<string> => {
  const { sessions } = await port.call('accounts.sessions', {});
  return sessions.find(({ current }) => !current)?.id ?? '';
};

interface Ownership {
  /** What somebody has, made by themselves. */
  readonly made: (by: Person) => Promise<string>;
  readonly act: (id: string) => object;
  /** How whoever may not is refused. */
  readonly refused: object;
}

const notMine = { code: 'NOT_FOUND' };
const ownTest = { made: async ({ port }: Person) => String(await ownNotification(port)), refused: notMine };
const ownOne = { ...ownTest, act: (id: string) => ({ notificationId: Number(id) }) };
const itsDevice = { made: ({ port }: Person) => ownDevice(port), refused: notMine };
const itsAlert = {
  made: ({ accountId }: Person) =>
    Promise.resolve(makeFiring({ dataDirectory: server.dataDirectory, told: [accountId] })),
  refused: notMine,
};

/** Each operation that asks whose it is. */
const OWNERSHIP: Partial<Record<OperationName, Ownership>> = {
  'notifications.open': ownOne,
  'notifications.dismiss': ownOne,
  'notifications.fate': ownOne,
  'notifications.registerDevice': { ...itsDevice, act: (deviceId) => device(deviceId) },
  'notifications.claim': { ...itsDevice, act: (deviceId) => ({ deviceId }) },
  'notifications.report': {
    made: async ({ port }) => JSON.stringify(await givenTo(port)),
    act: (given) => ({ ...(JSON.parse(given) as object), outcome: 'shown' }),
    refused: notMine,
  },
  'notifications.subscribePush': {
    ...itsDevice,
    act: (deviceId) => ({ deviceId, endpoint: endpoint(), ...KEYS }),
  },
  'notifications.unsubscribePush': { ...itsDevice, act: (deviceId) => ({ deviceId }) },
  'monitoring.toldAlert': { ...itsAlert, act: (alertId) => ({ alertId }) },
  'monitoring.acknowledgeToldAlert': { ...itsAlert, act: (alertId) => ({ id: newId(), alertId }) },
  'billing.approveRefund': {
    made: ({ port }) => requestBy(port),
    act: named,
    refused: { code: 'FORBIDDEN', details: { reason: 'ownRefund' } },
  },
  'billing.refuseRefund': {
    made: ({ port }) => requestBy(port),
    act: (id) => ({ ...named(id), note: 'It was used.' }),
    refused: { code: 'FORBIDDEN', details: { reason: 'ownRefund' } },
  },
  'billing.withdrawRefund': {
    made: ({ port }) => draftBy(port),
    act: named,
    refused: { code: 'FORBIDDEN', details: { reason: 'othersRefund' } },
  },
  'billing.saveFilter': {
    made: ({ port }) => filterBy(port),
    act: (filterId) => ({ id: newId(), filterId, name: filterId, filter: {}, sort: {} }),
    refused: { code: 'CONFLICT', details: { reason: 'idTaken' } },
  },
  'billing.saveRefundFilter': {
    made: ({ port }) => refundFilterBy(port),
    act: refundFilter,
    refused: { code: 'CONFLICT', details: { reason: 'idTaken' } },
  },
  'billing.removeFilter': {
    made: ({ port }) => filterBy(port),
    act: (filterId) => ({ id: newId(), filterId }),
    refused: { code: 'NOT_FOUND' },
  },
  'accounts.revokeSession': {
    made: async ({ port, elsewhere }) => {
      await elsewhere();
      return newestSession(port);
    },
    act: (sessionId) => ({ sessionId }),
    refused: { code: 'NOT_FOUND' },
  },
  'accounts.confirmSignIn': {
    made: async ({ port, elsewhere }) => {
      await elsewhere();
      return newestSession(port);
    },
    act: (sessionId) => ({ sessionId }),
    refused: { code: 'NOT_FOUND' },
  },
};

describe('an operation that asks whose it is', () => {
  const rows = permissionRows.filter(({ name }) => declarationOf(name).whose !== undefined);

  it('is proven here, each of them', () => {
    expect(Object.keys(OWNERSHIP).sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it.each(
    rows.flatMap(({ name, access }) =>
      COMBINATIONS.filter((_, place) => access[place] !== 'no').map(
        (roles) => [name, roles.join(' + '), roles] as const,
      ),
    ),
  )('%s answers %s on the ones, and refuses them on the others', async (name, _, roles) => {
    const { made, act, refused } = OWNERSHIP[name] ?? { made: () => Promise.reject(new Error(name)) };
    const [me, other] = [await newcomer(server, roles), await newcomer(server, roles)];
    const [own, others] = [await made(me), await made(other)];
    const [may, mayNot] = declarationOf(name).whose === 'own' ? [own, others] : [others, own];
    expect(await me.port.refusal(name, act?.(mayNot))).toMatchObject(refused ?? {});
    expect(await me.port.ask(name, act?.(may))).toMatchObject({ ok: true });
  });
});

describe('a refund that asks nobody whose it is', () => {
  it.each(
    COMBINATIONS.filter((roles) => roles.includes('finance')).map((roles) => [roles.join(' + '), roles] as const),
  )('is requested by %s from their own draft and from another’s', async (_, roles) => {
    const [me, other] = [await newcomer(server, roles), await newcomer(server, ['support'])];
    for (const id of [await draftBy(me.port), await draftBy(other.port)])
      expect(await me.port.call('billing.requestDraftedRefund', named(id))).toMatchObject({ id, state: 'requested' });
  });
});

it('nobody is let in by roles that they do not have any more', async () => {
  const admin = await callerOn(server, 'messagePort', 'admin');
  const { port, accountId } = await newcomer(server, ['finance']);
  const requested = await requestBy((await newcomer(server, ['finance'])).port);
  const waiting = await port.call('billing.refunds', { states: ['requested'], limit: 200 });
  expect(waiting.refunds.map(({ id }) => id)).toContain(requested);
  await admin.call('accounts.setRoles', { id: newId(), accountId, roles: ['support'] });
  expect(await port.refusal('billing.approveRefund', named(requested))).toMatchObject({
    code: 'FORBIDDEN',
    details: { reason: 'permission', permission: 'refunds.approve' },
  });
});
