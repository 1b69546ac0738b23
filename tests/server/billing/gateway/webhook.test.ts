import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { expect, it, onTestFinished, vi } from 'vitest';
import { API_VERSION } from '#shared/billing/apiVersion.ts';
import { signatureOf } from '#server/billing/sandbox/webhooks/signature.ts';
import { givenMirror, WEBHOOK_SECRET, type GivenMirror } from './givenMirror.ts';

const ROTATED = 'whsec_fedcba9876543210fedcba9876543210';
const FOREIGN = 'whsec_ffffffffffffffffffffffffffffffff';
const seconds = (): number => Math.floor(Date.now() / 1_000);

let last = 0;
/** An event about something that is not mirrored, so that only its arrival counts. */
function eventOf(more: object = {}) {
  last += 1;
  return {
    id: `evt_hold2_${String(last)}`,
    object: 'event',
    api_version: API_VERSION,
    created: seconds(),
    data: { object: { id: 'prod_1', object: 'product', name: 'Vase' } },
    livemode: false,
    type: 'product.updated',
    ...more,
  };
}
/** As Stripe writes it. */
const textOf = (event: object): string => JSON.stringify(event, null, 2);

async function post({ server }: GivenMirror, body: string | Buffer, signature?: string) {
  const answer = await fetch(`${server.address}/webhooks/stripe`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(signature === undefined ? {} : { 'stripe-signature': signature }),
    },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  await answer.arrayBuffer();
  return answer.status;
}

const signed = (mirror: GivenMirror, body: string, secret = WEBHOOK_SECRET, at = seconds()) =>
  post(mirror, body, signatureOf(body, secret, at));

const stored = async ({ admin }: GivenMirror) =>
  (await admin.call('billing.events', { limit: 100 })).events.filter(({ id }) => id.startsWith('evt_hold2'));

async function givenConnected(): Promise<GivenMirror> {
  const mirror = await givenMirror();
  await mirror.connect();
  await mirror.settled();
  await mirror.admin.call('billing.addWebhookSecret', { secret: ROTATED });
  return mirror;
}

/** Counts what a delivery makes this process do with its body. */
function watchWork(mirror: GivenMirror) {
  const hmac = vi.spyOn(crypto, 'createHmac');
  syncBuiltinESMExports();
  const parse = vi.spyOn(JSON, 'parse');
  onTestFinished(() => {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });
  return async (body: string | Buffer, signature: string | undefined) => {
    hmac.mockClear();
    parse.mockClear();
    const status = await post(mirror, body, signature);
    return {
      status,
      verified: hmac.mock.calls.filter(([, key]) => typeof key === 'string' && key.startsWith('whsec_')).length,
      parsed: parse.mock.calls.filter(([text]) => text === body.toString()).length,
    };
  };
}

it('what is not Stripe’s is refused, stored nowhere, and makes no more work than an honest event', async () => {
  const mirror = await givenConnected();
  const measure = watchWork(mirror);
  const honest = textOf(eventOf());
  // By the older of two secrets: the most that an honest one takes.
  const work = await measure(honest, signatureOf(honest, WEBHOOK_SECRET, seconds()));
  expect(work).toEqual({ status: 200, verified: 2, parsed: 1 });
  const ids = async (): Promise<string[]> => (await stored(mirror)).map(({ id }) => id);
  const before = await ids();

  const now = seconds();
  const body = textOf(eventOf());
  const good = signatureOf(body, WEBHOOK_SECRET, now);
  const v1 = good.slice(good.indexOf(',') + 1);
  const future = signatureOf(body, WEBHOOK_SECRET, now + 400);
  const notUtf8 = Buffer.from([...Buffer.from(body), 0xff]);
  const refusals: Readonly<Record<string, readonly [string | Buffer, string | undefined]>> = {
    unsigned: [body, undefined],
    'no header at all in the header': [body, 'nonsense'],
    forged: [body, `t=${String(now)},v1=${'0'.repeat(64)}`],
    'of another scheme': [body, good.replace('v1=', 'v0=')],
    stale: [body, signatureOf(body, WEBHOOK_SECRET, now - 400)],
    'stale, under a new time': [
      body,
      signatureOf(body, WEBHOOK_SECRET, now - 400).replace(/t=\d+/, `t=${String(now)}`),
    ],
    'future-dated': [body, future],
    'future-dated, behind a time of now': [body, `t=${String(now)},${future}`],
    'of two times': [body, `t=${String(now)},t=${String(now)},${v1}`],
    truncated: [body.slice(0, -10), good],
    empty: ['', good],
    lengthened: [`${body}\n`, good],
    're-serialised': [JSON.stringify(JSON.parse(body)), good],
    'behind a byte order mark': [`\uFEFF${body}`, good],
    'with bytes that are no text': [notUtf8, signatureOf(notUtf8.toString(), WEBHOOK_SECRET, now)],
    'by a wrong secret': [body, signatureOf(body, WEBHOOK_SECRET.slice(0, -1), now)],
    'by a foreign endpoint': [body, signatureOf(body, FOREIGN, now)],
    'with many signatures': [body, `t=${String(now)}${`,v1=${'0'.repeat(64)}`.repeat(5)},${v1}`],
    'with a huge header': [body, `${good},v0=${'0'.repeat(2_000)}`],
  };
  for (const [name, [sent, header]] of Object.entries(refusals)) {
    const done = await measure(sent, header);
    expect(done.status, name).toBe(400);
    expect(done.verified, name).toBeLessThanOrEqual(work.verified);
    expect(done.parsed, name).toBe(0);
  }

  for (const [name, more] of Object.entries({
    'of another account': { account: 'acct_somebodyElse' },
    'of live mode': { livemode: true },
    'no event': { object: 'balance' },
    'without a time': { created: 'yesterday' },
  })) {
    const other = textOf(eventOf(more));
    const done = await measure(other, signatureOf(other, WEBHOOK_SECRET, now));
    expect(done, name).toEqual({ status: 400, verified: 2, parsed: 1 });
  }
  expect(await signed(mirror, 'no JSON, though signed')).toBe(400);
  expect(await signed(mirror, `\uFEFF${body}`)).toBe(400);
  expect(await ids()).toEqual(before);
});

it('a body beyond the limit is refused before anything is verified', async () => {
  const mirror = await givenConnected();
  const measure = watchWork(mirror);
  const body = textOf(eventOf({ padding: 'x'.repeat(1024 * 1024) }));
  const done = await measure(body, signatureOf(body, WEBHOOK_SECRET, seconds()));
  expect(done).toMatchObject({ verified: 0, parsed: 0 });
  expect([400, 413]).toContain(done.status);
  expect(await stored(mirror)).toEqual([]);
});

it('each of two secrets is taken while they are rotated, a removed one no more', async () => {
  const mirror = await givenConnected();
  for (const secret of [WEBHOOK_SECRET, ROTATED]) {
    const event = eventOf();
    expect(await signed(mirror, textOf(event), secret)).toBe(200);
    expect((await stored(mirror)).map(({ id }) => id)).toContain(event.id);
  }
  // Stripe signs with both at a time.
  const both = textOf(eventOf());
  const old = signatureOf(both, WEBHOOK_SECRET, seconds());
  expect(await post(mirror, both, `${old},${signatureOf(both, FOREIGN, seconds()).split(',')[1] ?? ''}`)).toBe(200);
  const { webhookSecrets } = await mirror.admin.call('billing.connectionDetails', {});
  expect(webhookSecrets.map(({ lastUsedAt }) => lastUsedAt)).toEqual([expect.any(Number), expect.any(Number)]);
  const oldest = webhookSecrets.at(-1)?.hint ?? '';
  await mirror.admin.call('billing.removeWebhookSecret', { hint: oldest });
  expect(await signed(mirror, textOf(eventOf()), WEBHOOK_SECRET)).toBe(400);
  expect(await signed(mirror, textOf(eventOf()), ROTATED)).toBe(200);
});

it('one that comes twice is answered alike and stored once; its history tells of both', async () => {
  const mirror = await givenConnected();
  const event = eventOf();
  const statuses = await Promise.all([1, 2, 3].map(() => signed(mirror, textOf(event))));
  expect(statuses).toEqual([200, 200, 200]);
  expect(await stored(mirror)).toHaveLength(1);
  const { history, payload } = await mirror.admin.call('billing.event', { id: event.id });
  expect(history.filter(({ what }) => what === 'receivedAgain')).toHaveLength(2);
  expect(payload).toBe(textOf(event));
});

it('types that nobody knows are kept as they came', async () => {
  const mirror = await givenConnected();
  const event = eventOf({ type: 'quantum.entangled', data: { object: { id: 'q_1', object: 'quantum' } } });
  expect(await signed(mirror, textOf(event))).toBe(200);
  await expect.poll(async () => (await mirror.admin.call('billing.event', { id: event.id })).event.state).toBe('kept');
  expect((await mirror.admin.call('billing.event', { id: event.id })).payload).toBe(textOf(event));
});

it('nothing is taken while no account is connected', async () => {
  const mirror = await givenMirror();
  expect(await signed(mirror, textOf(eventOf()))).toBe(400);
  expect(await stored(mirror)).toEqual([]);
});
