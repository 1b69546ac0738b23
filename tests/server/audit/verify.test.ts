import { expect, it } from 'vitest';
import { createAuditGateway, type WalkProgress } from '#server/audit/outside.ts';
import type { JournalVerdict } from '#server/journal/verify.ts';
import { staffPort } from '#tests/support/clients.ts';
import { changeRows, queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { makeConversation } from '#tests/support/make.ts';

type Port = Awaited<ReturnType<typeof staffPort>>;

/** Asks as the console does: until nothing is under way. */
async function outcome(admin: Port) {
  for (;;) {
    const { underWay, last } = await admin.call('audit.verification', {});
    if (underWay === null && last !== null) return last;
  }
}

it('verifying says that the journal is whole, and what is wrong when it was changed', async () => {
  const server = await givenServer();
  const admin = await staffPort(server, 'admin');
  await makeConversation(server, ['one', 'two']);
  expect(await admin.call('audit.verification', {})).toEqual({ underWay: null, last: null });
  expect(await admin.call('audit.verify', {})).toEqual({ state: 'started' });
  const whole = await outcome(admin);
  expect(whole).toMatchObject({ outcome: 'whole', fault: null });
  const [newest] = queryRows(server.dataDirectory, 'SELECT max(seq) AS seq FROM journal') as { seq: number }[];
  expect(whole.entries).toBe(newest?.seq);
  expect(whole.endedAt).toBeGreaterThanOrEqual(whole.startedAt);
  changeRows(server.dataDirectory, 'UPDATE journal SET factsJson = \'{"forged":true}\' WHERE seq = 3');
  await admin.call('audit.verify', {});
  expect(await outcome(admin)).toMatchObject({ outcome: 'broken', entries: 2, fault: { kind: 'changed', seq: 3 } });
});

/** A gateway whose walks the test leads. */
function givenGateway() {
  const walks: {
    tell: (progress: WalkProgress) => void;
    end: (verdict: JournalVerdict) => void;
    fail: (error: Error) => void;
    stopped: boolean;
  }[] = [];
  const errors: unknown[] = [];
  const logged: unknown[] = [];
  let time = 1_000;
  const gateway = createAuditGateway({
    verify: (tell) => {
      const { promise, resolve, reject } = Promise.withResolvers<JournalVerdict>();
      const walk = { tell, end: resolve, fail: reject, stopped: false };
      walks.push(walk);
      return {
        verdict: promise,
        stop: () => {
          walk.stopped = true;
          reject(new Error('stopped'));
        },
      };
    },
    clock: () => (time += 500),
    log: (last) => logged.push(last),
    onError: (error) => errors.push(error),
  });
  const { 'audit.verify': verify, 'audit.verification': verification } = gateway.handlers;
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { gateway, verify, verification, walks, errors, logged, settled };
}

it('one walk at a time, however many ask, and everybody sees how far it is', async () => {
  const { verify, verification, walks, logged, settled } = givenGateway();
  expect([verify(), verify()]).toEqual([{ state: 'started' }, { state: 'underWay' }]);
  expect(walks).toHaveLength(1);
  walks[0]?.tell({ step: 'entries', done: 1_000, total: 4_000 });
  expect(verification()).toEqual({
    underWay: { step: 'entries', done: 1_000, total: 4_000, startedAt: 1_500 },
    last: null,
  });
  walks[0]?.end({ entries: 4_000, fault: null, hash: '' });
  await settled();
  const last = { outcome: 'whole', entries: 4_000, fault: null, startedAt: 1_500, endedAt: 2_000 };
  expect(verification()).toEqual({ underWay: null, last });
  expect(logged).toEqual([last]);
  expect(verify()).toEqual({ state: 'started' });
  expect(verification().last).toEqual(last);
});

it('a walk that fails says nothing about the journal, and the next may be started', async () => {
  const { verify, verification, walks, errors, settled } = givenGateway();
  verify();
  walks[0]?.tell({ step: 'entries', done: 3, total: 9 });
  walks[0]?.fail(new Error('no more memory'));
  await settled();
  expect(verification()).toMatchObject({ underWay: null, last: { outcome: 'failed', entries: 3, fault: null } });
  expect(errors).toHaveLength(1);
  expect(verify()).toEqual({ state: 'started' });
});

it('a server that stops calls its walk off without a complaint, and starts no other', async () => {
  const { gateway, verify, walks, errors, logged, settled } = givenGateway();
  verify();
  gateway.stop();
  await settled();
  expect([walks[0]?.stopped, errors, logged]).toEqual([true, [], []]);
  expect(verify()).toEqual({ state: 'underWay' });
});
