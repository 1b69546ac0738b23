import { execFile, type ExecFileException } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { givenServer } from '#tests/support/givenServer.ts';
import { startTestServer, type TestServer } from '#tests/support/testServer.ts';

// Debian's Python, which has Debian's packages: another Python on PATH has not.
const PYTHON = '/usr/bin/python3';
const TOURS = fileURLToPath(new URL('tours.py', import.meta.url));
const FACTS = {
  email: 'support@demo.test',
  financeEmail: 'finance@demo.test',
  password: 'optimaliq-demo',
  signIns: 20,
};
const ORIGIN_REFUSED = { code: 'FORBIDDEN', details: { reason: 'origin' } };
const NOT_FOUND = { ok: false, error: { code: 'NOT_FOUND', details: { reason: 'conversation' } } };

type Seen = Record<string, unknown>;
interface Frame {
  readonly name: string;
  readonly cursor: number | null;
  readonly previous: number | null;
  readonly data: Seen;
}

function python(args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const done = (error: ExecFileException | null, stdout: string, stderr: string): void =>
      error === null ? resolve(stdout) : reject(new Error(`python: ${stderr || error.message}`));
    const child = execFile(PYTHON, ['-B', ...args], { encoding: 'utf8', maxBuffer: 64 << 20 }, done);
    child.stdin?.end(input);
  });
}

/** What the stranger saw on a tour, as tours.py tells it. */
async function tour(name: string, { address }: TestServer, facts: Seen = FACTS): Promise<Seen> {
  return JSON.parse(await python([TOURS, address, name], JSON.stringify(facts))) as Seen;
}

const refused = (code: string, reason?: string): Seen => ({
  ok: false,
  error: { code, message: expect.any(String) as string, ...(reason !== undefined && { details: { reason } }) },
});
const issue = (path: string): Seen => ({
  ok: false,
  error: { code: 'INVALID_INPUT', details: { issues: [{ path, message: expect.any(String) as string }] } },
});
const http = (status: number, code: string, reason?: string): Seen => {
  const { error } = refused(code, reason);
  return { status, value: { error } };
};

let demo: TestServer;
beforeAll(async () => {
  await python(['-c', 'import socketio, websocket']).catch((error: unknown) => {
    throw new Error('The stranger needs python3-socketio and python3-websocket: apt-get install both.', {
      cause: error,
    });
  });
  demo = await startTestServer({ workspace: 'demo', writer: 'worker' });
});
afterAll(() => demo.close());

it('a stranger signs in and out over HTTP, by token and by cookie, and is refused as the page says', async () => {
  const seen = await tour('http', demo);

  const account = { email: FACTS.email, roles: ['support'], id: expect.any(String) as string };
  const workspace = { isDemo: true, locale: 'en-GB', timeZone: 'Europe/London' };
  const nobody = { status: 200, value: { workspace, account: null, expiresAt: null } };
  expect(seen).toMatchObject({
    healthz: { status: 200, value: { status: 'ok' } },
    readyz: { status: 200, value: { status: 'ready' } },
    nobody: {
      ...nobody,
      value: { demoSignIns: { password: FACTS.password, emails: expect.arrayContaining([FACTS.email]) as string[] } },
    },
    strangeToken: nobody,
    signedIn: { status: 200, value: { account, workspace, token: expect.any(String) as string } },
    cookieName: 'optimaliq_session',
    cookieAttributes: expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']) as string[],
    byToken: { status: 200, value: { account, workspace, expiresAt: expect.any(Number) as number } },
    byCookie: { status: 200, value: { account, workspace } },
    deleted: { status: 200, value: {} },
    afterDelete: nobody,
    deletedAgain: http(401, 'UNAUTHENTICATED', 'signInFirst'),
    deletedByToken: { status: 200, value: {} },
    wrongPassword: http(401, 'UNAUTHENTICATED'),
    wrongEmail: seen['wrongPassword'],
    unknownMember: { status: 400, value: { error: { code: 'INVALID_INPUT', details: { issues: [{ path: '' }] } } } },
    notJson: http(400, 'INVALID_INPUT', 'request'),
    form: http(400, 'INVALID_INPUT', 'request'),
    tooLong: http(400, 'INVALID_INPUT', 'request'),
    foreignHost: http(403, 'FORBIDDEN', 'host'),
    foreignOrigin: http(403, 'FORBIDDEN', 'origin'),
    postWithoutOrigin: http(403, 'FORBIDDEN', 'origin'),
    deleteWithoutOrigin: http(403, 'FORBIDDEN', 'origin'),
    unknownPath: http(404, 'NOT_FOUND', 'address'),
    unknownMethod: http(404, 'NOT_FOUND', 'address'),
    polling: { status: 400 },
  });
});

it('a stranger sets a workspace up with the printed code, once', async () => {
  const server = await givenServer({ workspace: 'none', writer: 'worker', setUpCode: 'ABCD-EFGH' });
  const person = { name: 'Ada', email: 'ada@shop.test', password: 'correct horse battery' };

  const seen = await tour('set_up', server, { setUp: { ...person, workspaceName: 'The Shop', code: 'ABCD-EFGH' } });

  const account = { email: person.email, name: person.name };
  const done = { status: 200, value: { account, workspace: { name: 'The Shop', isDemo: false } } };
  expect(seen).toMatchObject({
    before: { workspace: null, account: null, setUpNeedsCode: true, demoSignIns: null },
    wrongCode: { status: 403, value: { error: { code: 'FORBIDDEN' } } },
    done,
    same: http(409, 'CONFLICT', 'accounts.alreadySetUp'),
    again: { status: 409, value: { error: { code: 'CONFLICT' } } },
    after: { workspace: { name: 'The Shop' }, account: null },
  });
});

it('a customer and an agent talk through strangers’ clients, and both see all of it', async () => {
  const seen = await tour('conversation', demo);

  const id = seen['conversationId'];
  const { hello, answer, countsBefore, answered, thanks } = seen as {
    hello: Seen;
    answer: Seen;
    countsBefore: { unassigned: number; all: number; unread: number };
    answered: Seen;
    thanks: Seen;
  };
  const sam = { id: (seen['account'] as Seen)['id'], name: 'Sam Okafor' };
  const typing = (kind: string, now: boolean): Seen => ({
    cursor: null,
    previous: null,
    data: { conversationId: id, author: { kind }, typing: now, expiresInMs: 6000 },
  });
  const { unassigned, all, unread } = countsBefore;
  expect(seen).toMatchObject({
    state: { account: seen['account'] },
    session: { conversationId: null, cursor: 0 },
    startedAgain: id,
    sent: { seq: 1 },
    sentAgain: seen['sent'],
    summary: { id, status: 'open', unread: 1, lastSeq: 1, assignee: null, lastMessage: { preview: hello['body'] } },
    countsAfter: { unassigned: unassigned + 1, all: all + 1, unread: unread + 1 },
    unassigned: { conversations: expect.arrayContaining([seen['summary']]) as Seen[] },
    staffHistory: { messages: [{ id: hello['id'], seq: 1, body: hello['body'], event: null }], hasMore: false },
    visitorSeesTyping: typing('staff', true),
    visitorSeesPause: typing('staff', false),
    staffSeesTyping: typing('visitor', true),
    answered: { seq: 2 },
    answeredAgain: answered,
    takenOn: { assignee: sam, receipts: { staffDelivered: 1, staffRead: 1, visitorRead: 0 } },
    closed: { status: 'closed', assignee: sam, receipts: { visitorDelivered: 2, visitorRead: 2 } },
    closedView: { conversations: [{ id, status: 'closed' }] },
    thanks: { seq: 8 },
    reopened: { status: 'open' },
    newest: { messages: [{ seq: 7 }, { seq: 8 }], hasMore: true },
    before: { messages: [{ seq: 1 }, { seq: 2 }], hasMore: false },
    colleagues: { colleagues: expect.arrayContaining([{ ...sam, roles: ['support'] }]) as Seen[] },
    sites: { sites: [{ key: 'demo' }] },
    customer: { name: null, conversations: [{ id, preview: 'Thanks!' }] },
    visitorGaps: [],
    staffGaps: [],
  });
  const { messages } = seen['history'] as { messages: { seq: number; kind: string; event: Seen | null }[] };
  expect(messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(messages.flatMap(({ event }) => event ?? [])).toEqual([
    { type: 'unassigned' },
    { type: 'assigned', to: sam.name },
    { type: 'closed' },
    { type: 'reopened' },
    { type: 'closed' },
  ]);
  const told = (frames: unknown): unknown[] =>
    (frames as Frame[]).filter(({ name }) => name === 'chat.messageAdded').map(({ data }) => data['message']);
  expect(told(seen['visitorFrames'])).toMatchObject([{ id: answer['id'], seq: answered['seq'] }]);
  expect(told(seen['staffFrames'])).toMatchObject([{ seq: thanks['seq'], body: 'Thanks!' }]);
  const pages = [seen['firstPage'], seen['secondPage']] as { conversations: { id: string }[] }[];
  expect(new Set(pages.flatMap(({ conversations }) => conversations.map((one) => one.id))).size).toBe(6);
});

it('a stranger gets the code the page names, and an id means one thing for ever', async () => {
  const seen = await tour('refusals', demo);

  const { sent, closed, foreign, history } = seen as {
    sent: Seen;
    closed: Seen;
    foreign: Record<string, unknown>;
    history: { messages: { body: string }[] };
  };
  expect(Object.values(foreign)).toMatchObject(Object.values(foreign).map(() => NOT_FOUND));
  expect(Object.keys(foreign)).toHaveLength(6);
  expect(seen).toMatchObject({
    sent: { ok: true, value: { seq: 1 } },
    same: sent,
    changed: refused('CONFLICT', 'idTaken'),
    someoneElsesId: refused('CONFLICT', 'idTaken'),
    closed: { ok: true, value: {} },
    closedSame: closed,
    closedTwice: closed,
    closedLate: closed,
    stillOpen: { ok: true, value: { status: 'open' } },
    foreignFeed: NOT_FOUND,
    missing: NOT_FOUND,
    visitorsInbox: refused('NOT_FOUND', 'subscription'),
    blank: issue('body'),
    long: issue('body'),
    surrogate: issue('body'),
    unknownMember: issue(''),
    stateByVisitor: refused('FORBIDDEN', 'principal'),
    notVersion7: issue('id'),
    sameIdOtherCommand: refused('CONFLICT', 'idTaken'),
    unknownCall: refused('INVALID_INPUT', 'operation'),
    staffCallByVisitor: refused('FORBIDDEN', 'principal'),
    visitorCallByStaff: refused('FORBIDDEN', 'principal'),
    replyByFinance: refused('FORBIDDEN', 'permission'),
    readByFinance: refused('FORBIDDEN', 'permission'),
    deliveredByFinance: { ok: true },
    historyByFinance: { ok: true },
    assigneeMissing: refused('NOT_FOUND', 'assignee'),
    readBeyond: { ok: true, value: {} },
    readLess: { ok: true, value: {} },
    receipts: { ok: true, value: { receipts: { staffDelivered: 3, staffRead: 3 } } },
  });
  expect(history.messages.map(({ body }) => body)).toEqual(['Once', '', 'é'.repeat(10_000)]);
});

it('a stranger who does too much is told when to go on', async () => {
  const limits = { message: { count: 20, perMs: 10_000 }, signIn: { count: 20, perMs: 60_000 } };
  const seen = await tour('limits', await givenServer({ workspace: 'demo', writer: 'worker', limits }));

  const { refused: message, signIn } = seen as {
    refused: { error: { details: { retryAfterMs: number } } };
    signIn: { retryAfter: string; value: { error: { details: { retryAfterMs: number } } } };
  };
  const { retryAfterMs } = signIn.value.error.details;
  expect(seen).toMatchObject({
    accepted: 20,
    refused: {
      ok: false,
      error: { code: 'RATE_LIMITED', details: { reason: 'limit.message', count: 20, perMs: 10_000 } },
    },
    signIn: {
      status: 429,
      value: { error: { code: 'RATE_LIMITED', details: { reason: 'limit.signIn', count: 20, perMs: 60_000 } } },
      retryAfter: String(Math.ceil(retryAfterMs / 1000)),
    },
  });
  expect(message.error.details.retryAfterMs).toBeGreaterThan(0);
  expect(message.error.details.retryAfterMs).toBeLessThanOrEqual(10_000);
});

it('a stranger who comes back learns what was missed, as those heard it who stayed', async () => {
  const seen = await tour('reconnect', demo);

  const { unknownToken, resumed, lost, last, stayedFrom, stayedFrames, healed, staffResumed } = seen as {
    unknownToken: { before: Seen; again: Seen };
    resumed: { cursor: number; events: Frame[] };
    lost: Seen;
    last: number;
    stayedFrom: number;
    stayedFrames: Frame[];
    healed: { cursor: number; events: Frame[] };
    staffResumed: { events: Frame[] };
  };
  expect(unknownToken.again['visitorId']).not.toBe(unknownToken.before['visitorId']);
  expect(unknownToken.again['visitorToken']).not.toBe(unknownToken.before['visitorToken']);
  expect(seen['back']).toEqual({ ...(seen['stayed'] as Seen), cursor: resumed.cursor });
  expect(seen['stayed']).toMatchObject({ visitorToken: unknownToken.before['visitorToken'], cursor: stayedFrom });

  const [own, ...others] = resumed.events;
  expect(own).toMatchObject({
    cursor: last + 1,
    previous: last,
    data: { message: { id: lost['id'], body: lost['body'], seq: 2 } },
  });
  expect(others).toEqual(stayedFrames.slice(0, 4));
  expect(others.at(-1)?.cursor).toBe(resumed.cursor);
  expect(seen).toMatchObject({
    repeated: { seq: 2 },
    resumed: { snapshot: false },
    gaps: [{ kept: last, previous: resumed.cursor }],
    healed: { snapshot: false, events: [...resumed.events, { cursor: healed.cursor, previous: resumed.cursor }] },
    uptodate: { cursor: healed.cursor, snapshot: false, events: [] },
    beyond: { ok: true, value: { cursor: healed.cursor, snapshot: true, events: [] } },
    negative: issue('after'),
    unsubscribed: {},
    heardAfter: 0,
    inOrder: true,
    muchMissed: { snapshot: false, isPart: true, all: true },
  });
  const [before, anew, found] = seen['startedAnew'] as [Seen, Seen, Seen];
  expect(anew).not.toEqual(before);
  expect(found).toEqual(anew);
  expect(seen['anew']).toMatchObject({ events: [{ cursor: 1, data: { message: { body: 'Something else' } } }] });
  expect(staffResumed.events.map(({ name, data }) => ({ name, data })).slice(2)).toEqual(
    healed.events.map(({ name, data }) => ({ name, data })),
  );
  expect((seen['inboxResumed'] as { events: Frame[] }).events).toMatchObject([
    { name: 'chat.inboxChanged', data: { lastSeq: 7 } },
  ]);
});

it('a stranger’s handshake is refused in the one shape, and a revoked session ends its connections', async () => {
  const seen = await tour('sessions', demo);

  const { foreignOrigin, ownOrigin, sessions } = seen as {
    foreignOrigin: { answer: string };
    ownOrigin: Seen;
    sessions: { current: boolean; client: string }[];
  };
  expect(seen).toMatchObject({
    strangeToken: { code: 'UNAUTHENTICATED' },
    noToken: { code: 'UNAUTHENTICATED' },
    strangeSite: { code: 'NOT_FOUND', details: { reason: 'site' } },
    noSite: { code: 'NOT_FOUND', details: { reason: 'site' } },
    noNamespace: { code: 'NOT_FOUND', details: { reason: 'namespace' } },
    byCookie: { email: FACTS.email },
    revoked: {},
    revokedToken: { code: 'UNAUTHENTICATED' },
    revokeAgain: refused('NOT_FOUND'),
    signOut: {},
  });
  expect(JSON.parse(foreignOrigin.answer.replace('44/console,', ''))).toMatchObject({ data: ORIGIN_REFUSED });
  expect(ownOrigin).toMatchObject({
    answer: expect.stringMatching(/^40\/console,\{"sid":/) as string,
    extensions: null,
  });
  expect(sessions.filter(({ current }) => current)).toHaveLength(1);
});
