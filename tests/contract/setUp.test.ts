import { expect, it } from 'vitest';
import { contract } from '#shared/contract.ts';
import { databaseState, queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { openHttp } from '#tests/support/http.ts';
import { newId } from '#tests/support/make.ts';
import { openPort } from '#tests/support/messagePortClient.ts';

const CODE = 'ABCD-EFGH-JKMN';
const form = () => ({
  id: newId(),
  workspaceName: 'The Shop',
  name: 'Olga Owner',
  email: 'Olga@Shop.test',
  password: 'correct horse battery',
  locale: 'en-GB',
  timeZone: 'Europe/London',
});

for (const writer of ['inline', 'worker'] as const) {
  it(`the desktop window sets a workspace up without a code and is signed in (${writer})`, async () => {
    const server = await givenServer({ writer, workspace: 'none' });
    expect(server.running.isSetUp).toBe(false);
    const port = openPort(server);
    expect(await port.call('accounts.state', {})).toMatchObject({
      workspace: null,
      account: null,
      setUpNeedsCode: false,
    });
    const output = await port.call('accounts.setUp', form());
    expect(contract['accounts.setUp'].output.parse(output)).toEqual(output);
    expect(output).toMatchObject({
      workspace: { name: 'The Shop', locale: 'en-GB', timeZone: 'Europe/London', isDemo: false },
      account: { email: 'olga@shop.test', roles: ['support', 'finance', 'admin'] },
    });
    expect((await port.call('accounts.sites', {})).sites).toHaveLength(1);
    expect(port.tokens.all).toHaveLength(1);
  });
}

it('over HTTP it takes the code that the server printed, in either case', async () => {
  const server = await givenServer({ workspace: 'none', setUpCode: CODE });
  const http = openHttp(server);
  expect((await http.call('accounts.state', {})).setUpNeedsCode).toBe(true);
  const before = databaseState(server.dataDirectory);
  for (const code of [undefined, 'ABCD-EFGH-JKMM', `${CODE}x`]) {
    expect(await http.refusal('accounts.setUp', { ...form(), ...(code !== undefined && { code }) })).toMatchObject({
      code: 'FORBIDDEN',
      details: { reason: 'accounts.setUpCode' },
    });
  }
  expect(databaseState(server.dataDirectory)).toEqual(before);
  await http.call('accounts.setUp', { ...form(), code: CODE.toLowerCase() });
  expect(http.cookie()).not.toBeNull();
});

it('a server without a code is not set up over HTTP at all', async () => {
  const server = await givenServer({ workspace: 'none' });
  expect(await openHttp(server).refusal('accounts.setUp', { ...form(), code: CODE })).toMatchObject({
    code: 'FORBIDDEN',
    details: { reason: 'accounts.setUpElsewhere' },
  });
});

it('a workspace is set up once, even when two try at the same moment', async () => {
  const server = await givenServer({ workspace: 'none', setUpCode: CODE });
  const [port, http] = [openPort(server), openHttp(server)];
  const replies = await Promise.all([
    port.ask('accounts.setUp', form()),
    http.ask('accounts.setUp', { ...form(), code: CODE }),
  ]);
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect(replies.find(({ ok }) => !ok)).toMatchObject({
    error: { code: 'CONFLICT', details: { reason: 'accounts.alreadySetUp' } },
  });
  expect(await openPort(server).refusal('accounts.setUp', form())).toMatchObject({ code: 'CONFLICT' });
  expect(queryRows(server.dataDirectory, 'SELECT id FROM account')).toHaveLength(1);
});

it.each([
  ['password', 'too short'],
  ['email', 'nobody'],
  ['locale', 'not a language'],
  ['timeZone', 'Mars/Olympus'],
  ['workspaceName', '   '],
  ['name', 'two\nlines'],
])('a %s such as “%s” is refused and named', async (field, value) => {
  const server = await givenServer({ workspace: 'none' });
  const refusal = await openPort(server).refusal('accounts.setUp', { ...form(), [field]: value });
  expect(refusal.code).toBe('INVALID_INPUT');
  expect(refusal.details?.issues?.map(({ path }) => path)).toContain(field);
});

it('a demo names its sign-ins, and each of them works', async () => {
  const server = await givenServer({ workspace: 'demo' });
  const { demoSignIns, workspace } = await openPort(server).call('accounts.state', {});
  expect(workspace?.isDemo).toBe(true);
  expect(demoSignIns?.emails).toEqual(['support@demo.test', 'finance@demo.test', 'admin@demo.test']);
  for (const email of demoSignIns?.emails ?? []) {
    await openPort(server).call('accounts.signIn', { email, password: demoSignIns?.password ?? '' });
  }
  const port = openPort(server);
  await port.call('accounts.signIn', { email: 'support@demo.test', password: 'optimaliq-demo' });
  const { all, closed } = await port.call('chat.counts', {});
  expect(all + closed).toBeGreaterThanOrEqual(20);
});
