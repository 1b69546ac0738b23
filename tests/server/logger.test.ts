import { describe, expect, it } from 'vitest';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { storageFailure } from '#server/storage/sqlite/failure.ts';
import { signIn, staffPort, visitorClient } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { createMemoryLog } from '#tests/support/log.ts';
import { openHttp } from '#tests/support/http.ts';
import { makeReply, newId } from '#tests/support/make.ts';
import { openPort } from '#tests/support/messagePortClient.ts';
import { PASSWORD, PEOPLE } from '#tests/support/people.ts';

it('a whole session leaves no password, token or word of the conversation in the log', async () => {
  const server = await givenServer({ workspace: 'none', setUpCode: 'CODE-CODE-CODE' });
  const owner = openHttp(server);
  const { token } = (await owner.call('accounts.setUp', {
    id: newId(),
    workspaceName: 'The Shop',
    name: 'Olga',
    email: PEOPLE.support.email,
    password: PASSWORD,
    code: 'CODE-CODE-CODE',
  })) as unknown as { token: string };
  await openPort(server).refusal('accounts.signIn', { email: PEOPLE.support.email, password: 'hunter2-wrong' });
  const port = openPort(server, token);
  const [site] = (await port.call('accounts.sites', {})).sites;
  const visitor = await visitorClient(server, { siteKey: site?.key ?? '' });
  const { conversationId } = await visitor.call('chat.start', { id: newId() });
  await visitor.call('chat.send', { id: newId(), conversationId, body: 'my card ends in 4242' });
  await makeReply(port, conversationId, 'the secret answer');
  await visitor.refusal('chat.send', { id: newId(), conversationId, body: 'x'.repeat(10_001) });
  await port.call('accounts.signOut', {});
  const text = server.log.text();
  for (const secret of [
    PASSWORD,
    'hunter2',
    'CODE-CODE',
    token,
    visitor.session.visitorToken,
    '4242',
    'secret answer',
    'xxxx',
  ]) {
    expect(text).not.toContain(secret);
  }
});

it('secrets are blacked out wherever a careless line would put them', () => {
  const log = createMemoryLog();
  const secrets = {
    password: 's3cret',
    token: 's3cret',
    cookie: 's3cret',
    body: 's3cret',
    visitorToken: 's3cret',
    passwordHash: 's3cret',
  };
  log.logger.error({ ...secrets, call: { ...secrets, input: secrets } }, 'careless');
  expect(log.text()).not.toContain('s3cret');
  expect(log.text().match(/\[redacted\]/g)).toHaveLength(18);
});

describe('what fails for a reason of ours', () => {
  it('is logged whole under the correlation id that the caller was given, and the caller sees no more', async () => {
    const server = await givenServer();
    const port = await staffPort(server);
    const { conversationId } = await (await visitorClient(server)).call('chat.start', { id: newId() });
    await port.call('chat.counts', {});
    // Damages what the use case reads, behind the server's back.
    const connection = openForWriting(`${server.dataDirectory}/workspace.db`);
    connection.raw.exec(`UPDATE account SET rolesJson = 'no json'`);
    connection.close();
    for (const [client, name, input] of [
      [port, 'accounts.colleagues', {}],
      [port, 'chat.assign', { id: newId(), conversationId, assigneeId: server.people.colleague }],
    ] as const) {
      const refusal = await client.refusal(name, input);
      expect(refusal).toMatchObject({
        code: 'INTERNAL',
        message: 'Something went wrong on the server. It has been logged.',
      });
      expect(JSON.stringify(refusal.toWire())).not.toContain('JSON');
      const line = server.log.lines().find(({ operation }) => operation === name);
      expect(line).toMatchObject({ correlationId: refusal.correlationId, level: 50 });
      expect(String(line?.['cause'])).toContain('SyntaxError');
    }
    const handshake = openHttp(server, await signIn(server).catch(() => 'none'));
    expect((await handshake.ask('accounts.state', {})).ok).toBe(true);
  });
});

it.each([
  ['SQLITE_FULL', 'storage.diskFull'],
  ['SQLITE_IOERR_WRITE', 'storage.disk'],
  ['SQLITE_READONLY_DBMOVED', 'storage.readOnly'],
  ['SQLITE_CANTOPEN', 'storage.disk'],
  ['SQLITE_CORRUPT_INDEX', 'storage.damaged'],
  ['SQLITE_BUSY_SNAPSHOT', 'storage.busy'],
])('%s is told as %s', (code, reason) => {
  expect(storageFailure(Object.assign(new Error(code), { code }))).toMatchObject({
    code: 'UNAVAILABLE',
    details: { reason },
  });
});

it('any other failure is none of the storage', () => {
  for (const error of [new Error('x'), Object.assign(new Error('x'), { code: 'SQLITE_CONSTRAINT' }), 'SQLITE_FULL']) {
    expect(storageFailure(error)).toBeUndefined();
  }
});
