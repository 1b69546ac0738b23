import { describe, expect, it } from 'vitest';
import { staffPort, visitorClient } from '#tests/support/clients.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { send } from '#tests/support/http.ts';
import { makeConversation, newId } from '#tests/support/make.ts';
import type { TestServer } from '#tests/support/testServer.ts';
import { SITE_KEY } from '#tests/support/workspace.ts';

const SHOP = 'https://shop.example';
const NEW_SHOP = 'https://new.example';

async function givenAdmin(server: TestServer) {
  const admin = await staffPort(server, 'admin');
  const { sites } = await admin.call('sites.list', {});
  const site = sites[0];
  if (site === undefined) throw new Error('the workspace has no site');
  return { admin, site };
}

const fromPage = (server: TestServer, origin: string, siteKey = SITE_KEY) =>
  visitorClient(server, { headers: { origin }, siteKey });
const frameOf = (server: TestServer, key: string) => send(server, { path: `/widget/frame.html?site=${key}` });

describe('a change of a site counts at once', () => {
  it('for the pages that may show its chat: in the handshake, in the frame’s policy, and for chats that are open', async () => {
    const server = await givenServer({ allowedOrigins: [SHOP] });
    const { admin, site } = await givenAdmin(server);
    const before = await fromPage(server, SHOP);
    await admin.call('sites.change', { siteId: site.id, allowedOrigins: [NEW_SHOP] });
    await before.disconnected;
    await expect(fromPage(server, SHOP)).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason: 'origin' } });
    await fromPage(server, NEW_SHOP);
    const policy = (await frameOf(server, SITE_KEY)).headers['content-security-policy'];
    expect(policy).toContain(NEW_SHOP);
    expect(policy).not.toContain(SHOP);
  });

  it('for its look: the next frame has it', async () => {
    const server = await givenServer();
    const { admin, site } = await givenAdmin(server);
    const theme = { accent: '#0a6b4f', title: 'Ask </script>', position: 'start', team: 'The shop' } as const;
    await admin.call('sites.change', { siteId: site.id, theme });
    const { text } = await frameOf(server, SITE_KEY);
    expect(text).toContain('"accent":"#0a6b4f"');
    expect(text).toContain(String.raw`Ask \u003c/script>`);
  });

  it('for its key: the old one opens nothing, the new one does, and nobody else is disturbed', async () => {
    const server = await givenServer();
    const { admin, site } = await givenAdmin(server);
    const other = await admin.call('sites.add', {
      id: newId(),
      name: 'Other',
      allowedOrigins: [],
      locale: 'en',
      theme: {},
    });
    const bystander = await visitorClient(server, { siteKey: other.key });
    const { visitor } = await makeConversation(server);
    const rotate = { id: newId(), siteId: site.id };
    const { key } = await admin.call('sites.rotateKey', rotate);
    expect(key).toMatch(/^site_[\w-]{16}$/);
    await visitor.disconnected;
    await expect(visitorClient(server)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await frameOf(server, SITE_KEY)).status).toBe(404);
    await visitorClient(server, { siteKey: key });
    // Repeated, it is the same change.
    expect((await admin.call('sites.rotateKey', rotate)).key).toBe(key);
    await bystander.call('chat.start', { id: newId() });
  });

  it('for switching it off and on', async () => {
    const server = await givenServer();
    const { admin, site } = await givenAdmin(server);
    const { visitor } = await makeConversation(server);
    const off = await admin.call('sites.setEnabled', { siteId: site.id, enabled: false });
    expect(off.disabledAt).toEqual(expect.any(Number));
    await visitor.disconnected;
    await expect(visitorClient(server)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      details: { reason: 'siteDisabled' },
    });
    // The frame still comes: it tells the customer so in its own words.
    expect((await frameOf(server, SITE_KEY)).status).toBe(200);
    expect((await admin.call('sites.setEnabled', { siteId: site.id, enabled: true })).disabledAt).toBeNull();
    const { visitorToken, conversationId } = visitor.session;
    const back = await visitorClient(server, { visitorToken });
    expect(back.session.conversationId).not.toBe(conversationId === null ? '' : null);
  });
});

describe('the journal', () => {
  it('says what was changed of which site by whom, and nothing that was written; what changes nothing is not there', async () => {
    const server = await givenServer();
    const { admin, site } = await givenAdmin(server);
    const change = { siteId: site.id, name: 'Very Secret Name', allowedOrigins: ['https://secret.example'] };
    await admin.call('sites.change', change);
    await admin.call('sites.change', change);
    await admin.call('sites.change', { siteId: site.id });
    await admin.call('sites.setEnabled', { siteId: site.id, enabled: true });
    await admin.call('sites.setEnabled', { siteId: site.id, enabled: false });
    await admin.call('sites.rotateKey', { id: newId(), siteId: site.id });
    const rows = queryRows(
      server.dataDirectory,
      "SELECT name, actorId, subjectsJson, factsJson FROM journal WHERE name LIKE 'sites.%' ORDER BY seq",
    );
    const subjectsJson = JSON.stringify([{ id: site.id, kind: 'site' }]);
    const actorId = server.people.admin;
    expect(rows).toEqual([
      { name: 'sites.changed', actorId, subjectsJson, factsJson: '{"allowedOrigins":1,"name":true}' },
      { name: 'sites.disabled', actorId, subjectsJson, factsJson: '{}' },
      { name: 'sites.keyRotated', actorId, subjectsJson, factsJson: '{}' },
    ]);
  });
});
