import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { MAXIMUM_MESSAGE_CHARACTERS } from '#shared/chat/limits.ts';
import { MAXIMUM_FRAME_BYTES } from '#shared/wire/frame.ts';
import { createManualClock } from '#tests/support/clock.ts';
import { staffClient, staffPort, STAFF_CARRIERS, visitorClient } from '#tests/support/clients.ts';
import { databaseState } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { openHttp, send } from '#tests/support/http.ts';
import { makeConversation, makeMessage, newId } from '#tests/support/make.ts';
import { openPort } from '#tests/support/messagePortClient.ts';

describe('messages of a visitor', () => {
  it('are at most 20 in 10 seconds, on all their lines together; the refusal says when to try again', async () => {
    const clock = createManualClock();
    const server = await givenServer({ clock, limits: { message: { count: 20, perMs: 10_000 } } });
    const { visitor, conversationId } = await makeConversation(server, []);
    const otherTab = await visitorClient(server, { visitorToken: visitor.session.visitorToken });
    for (let count = 0; count < 20; count += 1) {
      await makeMessage(count % 2 === 0 ? visitor : otherTab, conversationId);
      clock.pass(100);
    }
    const message = { id: newId(), conversationId, body: 'one too many' };
    const before = databaseState(server.dataDirectory);
    for (const tab of [visitor, otherTab]) {
      expect(await tab.refusal('chat.send', message)).toMatchObject({
        code: 'RATE_LIMITED',
        details: { reason: 'limit.message', retryAfterMs: 8_000, count: 20, perMs: 10_000 },
      });
    }
    expect(databaseState(server.dataDirectory)).toEqual(before);
    clock.pass(7_999);
    expect((await visitor.refusal('chat.send', message)).details?.retryAfterMs).toBe(1);
    clock.pass(1);
    await visitor.call('chat.send', message);
    // Another visitor has a budget of their own; staff have none.
    await makeConversation(server);
    const staff = await staffClient(server);
    for (let count = 0; count < 21; count += 1) {
      await staff.call('chat.reply', { id: newId(), conversationId, body: 'answer' });
    }
  });

  it('are not refused for longer when the clock of the computer is set back an hour', async () => {
    const now = vi.spyOn(Date, 'now');
    onTestFinished(() => now.mockRestore());
    const server = await givenServer({ limits: { message: { count: 2, perMs: 10_000 } } });
    const { visitor, conversationId } = await makeConversation(server, ['one', 'two']);
    const hourAgo = Date.now() - 60 * 60_000;
    now.mockImplementation(() => hourAgo);
    const { details } = await visitor.refusal('chat.send', { id: newId(), conversationId, body: 'one too many' });
    expect(details).toMatchObject({ reason: 'limit.message' });
    expect(details?.retryAfterMs).toBeLessThanOrEqual(10_000);
  });

  it('may have 10,000 characters, counted as people count them', async () => {
    const server = await givenServer();
    const { visitor, conversationId } = await makeConversation(server, []);
    const emoji = '🫖'.repeat(MAXIMUM_MESSAGE_CHARACTERS);
    await makeMessage(visitor, conversationId, emoji);
    const { messages } = await visitor.call('chat.history', { conversationId });
    expect(messages[0]?.body).toBe(emoji);
    for (const body of [
      `${emoji}!`,
      'x'.repeat(MAXIMUM_MESSAGE_CHARACTERS + 1),
      '',
      ' \n\t ',
      'NUL\0',
      'half \ud83e',
    ]) {
      const refusal = await visitor.refusal('chat.send', { id: newId(), conversationId, body });
      expect(refusal).toMatchObject({ code: 'INVALID_INPUT', details: { issues: [{ path: 'body' }] } });
    }
  });

  it('come back as they were sent', async () => {
    const server = await givenServer();
    const { visitor, conversationId } = await makeConversation(server, []);
    const bodies = [
      'Ünïcödé',
      '\u200Fשלום',
      '<b>bold</b>&amp;',
      "'; DROP TABLE thread_item; --",
      '\u0001argument:id',
      ' two\r\nlines ',
    ];
    for (const body of bodies) await makeMessage(visitor, conversationId, body);
    const { messages } = await visitor.call('chat.history', { conversationId });
    expect(messages.map((message) => message.body)).toEqual(bodies);
  });
});

it('sign-ins are throttled by address, wrong and right ones, over every carrier', async () => {
  const clock = createManualClock();
  const server = await givenServer({ clock, limits: { signIn: { count: 2, perMs: 60_000 } } });
  const wrong = { email: 'support@shop.test', password: 'guess' };
  for (const client of [openPort(server), openHttp(server)]) {
    for (const _ of [1, 2]) expect((await client.refusal('accounts.signIn', wrong)).code).toBe('UNAUTHENTICATED');
    expect(await client.refusal('accounts.signIn', wrong)).toMatchObject({
      code: 'RATE_LIMITED',
      details: { reason: 'limit.signIn', retryAfterMs: 60_000 },
    });
  }
  const answer = await send(server, {
    method: 'POST',
    path: '/api/v1/session',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wrong),
  });
  expect([answer.status, answer.headers['retry-after']]).toEqual([429, '60']);
});

it('calls of any kind are limited on each connection, and over HTTP by address', async () => {
  const clock = createManualClock();
  const server = await givenServer({ clock, limits: { calls: { count: 4, perMs: 10_000 } } });
  // Signing in over HTTP takes one of the address's calls.
  const staff = await staffPort(server);
  for (let count = 0; count < 4; count += 1) await staff.call('chat.counts', {});
  for (const name of ['chat.counts', 'no such thing']) {
    expect(await staff.refusal(name, {})).toMatchObject({ code: 'RATE_LIMITED', details: { reason: 'limit.calls' } });
  }
  for (let count = 0; count < 3; count += 1) await openHttp(server).call('accounts.state', {});
  expect((await openHttp(server).refusal('accounts.state', {})).code).toBe('RATE_LIMITED');
  clock.pass(10_000);
  await staff.call('chat.counts', {});
});

it('one address has so many connections open at once, whoever they are, and a closed one makes room', async () => {
  const server = await givenServer({ limits: { connectionsPerAddress: 2 } });
  const first = await visitorClient(server);
  await staffClient(server);
  await expect(visitorClient(server)).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    details: { reason: 'limit.connections', count: 2 },
  });
  await expect(staffClient(server)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await first.close();
  // A refused handshake counts for nothing.
  await expect(visitorClient(server, { siteKey: 'nowhere' })).rejects.toMatchObject({
    code: expect.any(String) as string,
  });
  let entered = false;
  while (!entered) {
    // The server learns of the closed line in its own time.
    entered = await visitorClient(server).then(
      () => true,
      () => false,
    );
  }
});

it('a frame above 64 KB ends the line and nothing else', async () => {
  const server = await givenServer();
  const { visitor, conversationId } = await makeConversation(server);
  const other = await visitorClient(server);
  const before = databaseState(server.dataDirectory);
  visitor.emit(
    'call',
    'chat.send',
    { id: newId(), conversationId, body: 'x'.repeat(MAXIMUM_FRAME_BYTES) },
    () => undefined,
  );
  await visitor.disconnected;
  expect(databaseState(server.dataDirectory)).toEqual(before);
  await other.call('chat.start', { id: newId() });
  const answer = await send(server, {
    method: 'POST',
    path: '/api/v1/session',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'x'.repeat(MAXIMUM_FRAME_BYTES), password: 'x' }),
  });
  expect(answer.json()).toMatchObject({
    error: { code: 'INVALID_INPUT', details: { reason: 'request', status: 413 } },
  });
});

it.each(STAFF_CARRIERS)('a page holds at most 100, over %s', async (carrier) => {
  const server = await givenServer();
  const { conversationId } = await makeConversation(server);
  const staff = await staffClient(server, 'support', carrier);
  for (const limit of [0, 101, 1.5, -1, '50', Infinity]) {
    expect((await staff.refusal('chat.history', { conversationId, limit })).code).toBe('INVALID_INPUT');
  }
});
