import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { givenServer } from '#tests/support/givenServer.ts';
import { staffPort, staffSocket, visitorClient } from '#tests/support/clients.ts';
import { databaseState } from '#tests/support/databaseState.ts';
import { runFuzz } from '#tests/support/fuzz/runFuzz.ts';
import { send } from '#tests/support/http.ts';

/** A sample of `npm run torture -- fuzz`, which makes 200 cases each. */
const CASES_EACH = 20;

it('whatever is sent to an operation is refused with a code of ours and writes nothing', async () => {
  const seed = randomInt(2 ** 31);
  // So many refusals are worth an alert, which is written down: here is looked for what the calls write.
  const server = await givenServer({ setUpCode: 'NEVER-GUESSED', alerts: { everyMs: 3_600_000 } });
  const report = await runFuzz(server, { seed, casesEach: CASES_EACH });
  console.log(`fuzz: seed ${seed}, ${report.cases} cases, ${report.refused} refused`);
  expect({ seed, faults: report.faults }).toEqual({ seed, faults: [] });
  expect(report.refused).toBeGreaterThan(report.cases / 2);
  expect(server.log.lines().filter(({ level }) => Number(level) >= 50)).toEqual([]);
}, 120_000);

it('what is no call at all is not answered, and does no harm', async () => {
  const server = await givenServer();
  const [visitor, staff, port] = [await visitorClient(server), await staffSocket(server), await staffPort(server)];
  await port.call('chat.counts', {});
  const before = databaseState(server.dataDirectory);
  for (const socket of [visitor, staff]) {
    for (const event of ['events', 'session', 'message', 'connection', '__proto__', 'CALL'])
      socket.emit(event, {}, () => undefined);
    // Without an acknowledgement nobody would learn what came of it.
    for (const parts of [[], ['chat.counts'], ['chat.counts', {}], [null, null, null]]) socket.emit('call', ...parts);
  }
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  for (const frame of [
    null,
    undefined,
    7,
    'call',
    [],
    {},
    { call: '1', name: 'chat.counts' },
    { reply: 1 },
    new Map(),
    cyclic,
  ])
    port.post(frame);
  for (const input of [10n, new Map([['id', 1]]), new Date(NaN), new Uint8Array(8), NaN, cyclic, { view: cyclic }]) {
    expect((await port.refusal('chat.conversations', input)).code).toBe('INVALID_INPUT');
  }
  expect((await visitor.refusal('chat.history', new Uint8Array(8))).code).toBe('INVALID_INPUT');
  await staff.call('chat.counts', {});
  expect(databaseState(server.dataDirectory)).toEqual(before);
  expect((await send(server, { path: '/healthz' })).status).toBe(200);
});

it('a call is answered however many parts it has, as long as it asks for an answer', async () => {
  const server = await givenServer();
  const visitor = await visitorClient(server);
  for (const parts of [[], ['chat.start'], ['chat.start', {}, 'and', 'more'], [{ $gt: '' }, {}]]) {
    const reply = await new Promise((resolve) => visitor.emit('call', ...parts, resolve));
    expect(reply).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
  }
});
