import { describe, expect, it } from 'vitest';
import { FORGET_AFTER_MS, LOCKS_MS } from '#server/accounts/lockOut.ts';
import { createManualClock } from '#tests/support/clock.ts';
import { staffPort } from '#tests/support/clients.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { openHttp } from '#tests/support/http.ts';
import { openPort } from '#tests/support/messagePortClient.ts';
import { PASSWORD, PEOPLE } from '#tests/support/people.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { startTestServer, type TestServer } from '#tests/support/testServer.ts';

const right: { readonly email: string; readonly password: string } = {
  email: PEOPLE.support.email,
  password: PASSWORD,
};
const wrong = { ...right, password: 'not this one' };
const FEW = { failuresPerAccount: 3 };

const refusalOf = (server: TestServer, input = wrong) => openPort(server).refusal('accounts.signIn', input);
async function failThrice(server: TestServer, input = wrong): Promise<void> {
  for (const _ of [1, 2, 3]) expect((await refusalOf(server, input)).code).toBe('UNAUTHENTICATED');
}

describe('after too many failures', () => {
  it('nobody is let in with that e-mail, the right password included, for longer each time, on every carrier', async () => {
    const clock = createManualClock();
    const server = await givenServer({ clock, limits: FEW });
    await failThrice(server);
    for (const lock of [...LOCKS_MS, LOCKS_MS.at(-1) ?? 0]) {
      for (const client of [openPort(server), openHttp(server)]) {
        expect(await client.refusal('accounts.signIn', right)).toMatchObject({
          code: 'RATE_LIMITED',
          details: { reason: 'accounts.lockedOut', retryAfterMs: lock },
        });
      }
      clock.pass(lock);
      expect((await refusalOf(server)).code).toBe('UNAUTHENTICATED');
    }
    clock.pass(LOCKS_MS.at(-1) ?? 0);
    await openPort(server).call('accounts.signIn', right);
    // One success, and all is as at the beginning.
    await failThrice(server);
  });

  it('a clock that is set back makes no lock longer', async () => {
    const clock = createManualClock();
    const server = await givenServer({ clock, limits: FEW });
    await failThrice(server);
    clock.pass(-60 * 60_000);
    expect((await refusalOf(server, right)).details?.retryAfterMs).toBe(LOCKS_MS[0]);
    clock.pass(LOCKS_MS[0]);
    await openPort(server).call('accounts.signIn', right);
  });

  it('an e-mail that nobody has answers in the same way', async () => {
    const clock = createManualClock();
    const server = await givenServer({ clock, limits: FEW });
    const nobody = { ...wrong, email: 'nobody@shop.test' };
    await failThrice(server);
    await failThrice(server, nobody);
    expect((await refusalOf(server, nobody)).toWire()).toEqual((await refusalOf(server)).toWire());
  });

  it('tries that are made at the same time are counted one by one', async () => {
    const server = await givenServer({ limits: FEW });
    const tries = await Promise.all(Array.from({ length: 10 }, () => refusalOf(server)));
    expect(tries.filter(({ code }) => code === 'UNAUTHENTICATED')).toHaveLength(3);
  });

  it('an address is locked for every e-mail, and one good account does not hide its search', async () => {
    const clock = createManualClock();
    const server = await givenServer({ clock, limits: { failuresPerAddress: 4 } });
    for (const name of ['a', 'b', 'c']) await refusalOf(server, { ...wrong, email: `${name}@shop.test` });
    await openPort(server).call('accounts.signIn', { ...right, email: PEOPLE.finance.email });
    expect((await refusalOf(server, { ...wrong, email: 'd@shop.test' })).code).toBe('UNAUTHENTICATED');
    expect(await refusalOf(server, right)).toMatchObject({ details: { retryAfterMs: LOCKS_MS[0] } });
    // Another address is not concerned.
    await openHttp(server).call('accounts.signIn', right);
  });

  it('the lock outlives a restart', async () => {
    const directory = makeTemporaryDirectory();
    const clock = createManualClock();
    const options = { clock, limits: FEW, dataDirectory: directory.path };
    const first = await startTestServer(options);
    await failThrice(first);
    await first.close();
    const second = await startTestServer({ ...options, workspace: 'none' });
    expect((await refusalOf(second, right)).details?.reason).toBe('accounts.lockedOut');
    await second.close();
    directory.remove();
  });

  it('an admin sees the lock and opens it, and both stand in the journal', async () => {
    const clock = createManualClock();
    const server = await givenServer({ clock, limits: FEW });
    const admin = await staffPort(server, 'admin');
    await failThrice(server);
    const lockedUntil = async () =>
      (await admin.call('accounts.people', {})).people.find(({ id }) => id === server.people.support)?.lockedUntil;
    expect(await lockedUntil()).toBe(clock.now() + LOCKS_MS[0]);
    await admin.call('accounts.unlock', { accountId: server.people.support });
    expect(await lockedUntil()).toBeNull();
    await openPort(server).call('accounts.signIn', right);
    // Nothing is locked any more: no second entry.
    await admin.call('accounts.unlock', { accountId: server.people.support });
    const entries = queryRows(
      server.dataDirectory,
      "SELECT name, actorId, subjectsJson FROM journal WHERE name IN ('accounts.lockedOut', 'accounts.unlocked') ORDER BY seq",
    );
    const subjectsJson = JSON.stringify([{ id: server.people.support, kind: 'account' }]);
    expect(entries).toEqual([
      { name: 'accounts.lockedOut', actorId: null, subjectsJson },
      { name: 'accounts.unlocked', actorId: server.people.admin, subjectsJson },
    ]);
  });

  it('a day of quiet forgets them, and their rows go', async () => {
    const clock = createManualClock();
    const server = await givenServer({ clock, limits: FEW });
    for (const _ of [1, 2]) await refusalOf(server);
    clock.pass(FORGET_AFTER_MS + 1);
    await refusalOf(server, { ...wrong, email: 'nobody@shop.test' });
    expect(queryRows(server.dataDirectory, 'SELECT failures FROM sign_in_failure')).toEqual([
      { failures: 1 },
      { failures: 1 },
    ]);
    await failThrice(server);
  });
});

describe('changing one’s own password', () => {
  it('needs the current one, ends the other sessions, and from then on the new one counts', async () => {
    const server = await givenServer();
    const [mine, other] = [await staffPort(server), await staffPort(server)];
    const change = { currentPassword: PASSWORD, newPassword: 'a wholly new one' };
    expect(await mine.refusal('accounts.changePassword', { ...change, currentPassword: 'wrong' })).toMatchObject({
      code: 'FORBIDDEN',
      details: { reason: 'accounts.currentPassword' },
    });
    expect((await mine.refusal('accounts.changePassword', { ...change, newPassword: 'short' })).code).toBe(
      'INVALID_INPUT',
    );
    expect(await mine.call('accounts.changePassword', change)).toEqual({ sessionsEnded: 1 });
    await other.signedOut;
    await mine.call('chat.counts', {});
    expect((await refusalOf(server, right)).code).toBe('UNAUTHENTICATED');
    await openPort(server).call('accounts.signIn', { ...right, password: change.newPassword });
    expect(
      queryRows(server.dataDirectory, "SELECT actorId FROM journal WHERE name = 'accounts.passwordChanged'"),
    ).toEqual([{ actorId: server.people.support }]);
  });

  it('leaves the other sessions where that is wished', async () => {
    const server = await givenServer();
    const [mine, other] = [await staffPort(server), await staffPort(server)];
    const change = { currentPassword: PASSWORD, newPassword: 'a wholly new one', endOtherSessions: false };
    expect(await mine.call('accounts.changePassword', change)).toEqual({ sessionsEnded: 0 });
    await other.call('chat.counts', {});
  });

  it('is locked like the sign-in: an open window is no place to guess', async () => {
    const server = await givenServer({ limits: FEW });
    const mine = await staffPort(server);
    const guess = { currentPassword: 'wrong', newPassword: 'a wholly new one' };
    for (const _ of [1, 2, 3]) expect((await mine.refusal('accounts.changePassword', guess)).code).toBe('FORBIDDEN');
    expect(await mine.refusal('accounts.changePassword', { ...guess, currentPassword: PASSWORD })).toMatchObject({
      code: 'RATE_LIMITED',
      details: { reason: 'accounts.lockedOut' },
    });
  });
});
