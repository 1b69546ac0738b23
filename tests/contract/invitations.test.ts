import { describe, expect, it } from 'vitest';
import { INVITATION_LIFETIME_MS } from '#shared/accounts/limits.ts';
import { createManualClock } from '#tests/support/clock.ts';
import { staffPort, staffSocket } from '#tests/support/clients.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { openHttp } from '#tests/support/http.ts';
import { newId } from '#tests/support/make.ts';
import { openPort } from '#tests/support/messagePortClient.ts';
import { PEOPLE } from '#tests/support/people.ts';

const invitee = () => ({
  id: newId(),
  email: 'nora@shop.test',
  roles: ['support', 'finance'] as ('support' | 'finance')[],
});
const nora = { name: 'Nora New', password: 'a long enough one' };

describe('an invitation', () => {
  it('makes a colleague with its roles, signed in, in the browser and in the desktop window', async () => {
    const server = await givenServer();
    const admin = await staffPort(server, 'admin');
    for (const [email, client] of [
      ['one@shop.test', openHttp(server)],
      ['two@shop.test', openPort(server)],
    ] as const) {
      const { code, expiresAt } = await admin.call('accounts.invite', { ...invitee(), email: email.toUpperCase() });
      expect(code).toMatch(/^[\w-]{43}$/);
      expect(await client.call('accounts.invitation', { code })).toEqual({
        email,
        roles: ['support', 'finance'],
        expiresAt,
      });
      const { account } = await client.call('accounts.acceptInvitation', { code, ...nora });
      expect(account).toMatchObject({ name: 'Nora New', email, roles: ['support', 'finance'] });
      expect((await client.call('accounts.state', {})).account).toEqual(account);
      await openPort(server).call('accounts.signIn', { email, password: nora.password });
    }
    expect((await admin.call('accounts.invitations', {})).invitations).toEqual([]);
    expect((await admin.call('accounts.people', {})).people).toHaveLength(Object.keys(PEOPLE).length + 2);
  });

  it('is taken once, however many try at the same time', async () => {
    const server = await givenServer();
    const { code } = await (await staffPort(server, 'admin')).call('accounts.invite', invitee());
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => openPort(server).call('accounts.acceptInvitation', { code, ...nora })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(queryRows(server.dataDirectory, "SELECT count(*) AS n FROM account WHERE email = 'nora@shop.test'")).toEqual(
      [{ n: 1 }],
    );
    expect(await openPort(server).refusal('accounts.invitation', { code })).toMatchObject({
      code: 'NOT_FOUND',
      details: { reason: 'accounts.invitationUsed' },
    });
  });

  it('runs out after 72 hours, is renewed with a new link, and the old link is known no more', async () => {
    const clock = createManualClock();
    const server = await givenServer({ clock });
    const admin = await staffPort(server, 'admin');
    const invitation = invitee();
    const first = await admin.call('accounts.invite', invitation);
    expect(first.expiresAt).toBe(clock.now() + INVITATION_LIFETIME_MS);
    clock.pass(INVITATION_LIFETIME_MS - 1);
    await openPort(server).call('accounts.invitation', { code: first.code });
    clock.pass(1);
    for (const name of ['accounts.invitation', 'accounts.acceptInvitation'] as const) {
      const input = name === 'accounts.invitation' ? { code: first.code } : { code: first.code, ...nora };
      expect(await openPort(server).refusal(name, input)).toMatchObject({
        details: { reason: 'accounts.invitationExpired' },
      });
    }
    expect((await admin.call('accounts.invitations', {})).invitations).toMatchObject([
      { email: 'nora@shop.test', hasExpired: true, invitedBy: { name: PEOPLE.admin.name } },
    ]);
    const second = await admin.call('accounts.renewInvitation', { invitationId: invitation.id });
    expect(await openPort(server).refusal('accounts.invitation', { code: first.code })).toMatchObject({
      details: { reason: 'accounts.invitationUnknown' },
    });
    await openPort(server).call('accounts.acceptInvitation', { code: second.code, ...nora });
    expect((await admin.refusal('accounts.renewInvitation', { invitationId: invitation.id })).code).toBe('NOT_FOUND');
  });

  it('that is revoked says so, and the e-mail can be invited anew', async () => {
    const server = await givenServer();
    const admin = await staffPort(server, 'admin');
    const invitation = invitee();
    const { code } = await admin.call('accounts.invite', invitation);
    expect(await admin.refusal('accounts.invite', invitee())).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'accounts.alreadyInvited' },
    });
    await admin.call('accounts.revokeInvitation', { invitationId: invitation.id });
    expect((await admin.refusal('accounts.revokeInvitation', { invitationId: invitation.id })).code).toBe('NOT_FOUND');
    expect(await openPort(server).refusal('accounts.acceptInvitation', { code, ...nora })).toMatchObject({
      details: { reason: 'accounts.invitationRevoked' },
    });
    expect((await admin.refusal('accounts.invite', { ...invitee(), id: invitation.id })).details?.reason).toBe(
      'idTaken',
    );
    await admin.call('accounts.invite', invitee());
  });

  it('is not for an e-mail that has an account; a deactivated colleague is reactivated instead', async () => {
    const server = await givenServer();
    const admin = await staffSocket(server, 'admin');
    const email = PEOPLE.support.email;
    expect((await admin.refusal('accounts.invite', { ...invitee(), email })).details?.reason).toBe(
      'accounts.emailTaken',
    );
    await admin.call('accounts.deactivate', { id: newId(), accountId: server.people.support });
    expect((await admin.refusal('accounts.invite', { ...invitee(), email })).details?.reason).toBe(
      'accounts.emailDeactivated',
    );
  });

  it('is kept as a hash, and the journal knows neither code nor e-mail', async () => {
    const server = await givenServer();
    const admin = await staffPort(server, 'admin');
    const invitation = invitee();
    const { code } = await admin.call('accounts.invite', invitation);
    await openPort(server).call('accounts.acceptInvitation', { code, ...nora });
    const kept = JSON.stringify(
      ['invitation', 'journal', 'command_receipt', 'account'].map((table) =>
        queryRows(server.dataDirectory, `SELECT * FROM ${table}`),
      ),
    );
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(nora.password);
    const journal = queryRows(
      server.dataDirectory,
      "SELECT name, actorKind, actorId, subjectsJson, factsJson FROM journal WHERE name LIKE 'accounts.invit%' ORDER BY seq",
    );
    expect(journal).toMatchObject([
      { name: 'accounts.invited', actorKind: 'staff', actorId: server.people.admin },
      { name: 'accounts.invitationAccepted', actorKind: 'system' },
    ]);
    expect(JSON.stringify(journal)).not.toMatch(/@|Nora/);
  });

  it.each([[[]], [['support', 'support']], [['owner']]])('is not made with the roles %j', async (roles) => {
    const server = await givenServer();
    const admin = await staffPort(server, 'admin');
    expect((await admin.refusal('accounts.invite', { ...invitee(), roles })).code).toBe('INVALID_INPUT');
  });
});
