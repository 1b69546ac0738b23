import { createECDH, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Notification } from '#shared/notifications/contract.ts';
import { checkEndpoint, checkWebhookUrl, mayReach } from '#server/notifications/gateway/addresses.ts';
import { openKey, signatureOf, vapidKeys, webhookSecret, type KeyStore } from '#server/notifications/gateway/keys.ts';
import { sendOut, type Send } from '#server/notifications/gateway/send.ts';
import { decryptPush } from './decryptPush.ts';
import { verifyVapid } from './verifyVapid.ts';

const KEY = Buffer.alloc(32, 7);
const NOW = Date.UTC(2026, 0, 5, 9);

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Somebody else's server on this machine, which answers as a test says. */
async function givenReceiver(status = 201) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  return { received, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/there` };
}

/** A browser's half of a subscription. */
function givenBrowser() {
  const pair = createECDH('prime256v1');
  const p256dh = pair.generateKeys('base64url');
  const auth = randomBytes(16);
  return { p256dh, auth: auth.toString('base64url'), privateKey: pair.getPrivateKey(), secret: auth };
}

const notification: Notification = {
  id: 3,
  kind: 'messageWaiting',
  subject: { kind: 'conversation', id: '0198f0c2-5a3b-7c4d-8e5f-0123456789ab' },
  urgency: 'normal',
  since: NOW,
  deadline: null,
  facts: { seq: 4 },
  words: { who: 'Ada', text: 'Where is my order?' },
  createdAt: NOW,
  toldAt: NOW,
  seenAt: null,
  openedAt: null,
  closedAt: null,
  closedBy: null,
};
const send = (changes: Partial<Send>): Send => ({
  key: 'notification-3',
  ids: [9],
  channel: 'push',
  attempts: 1,
  accountId: 'ada',
  notifications: [notification],
  push: null,
  webhook: null,
  ...changes,
});
const sender = { key: KEY, allowsLoopback: true, contact: () => 'https://hub.example', clock: () => NOW };

describe('a push', () => {
  it('is encrypted for the one browser and signed by this server', async () => {
    const { received, url } = await givenReceiver();
    const browser = givenBrowser();
    const push = { deviceId: 'd', endpoint: url, p256dh: browser.p256dh, auth: browser.auth };
    expect(await sendOut(send({ push }), sender)).toMatchObject({ outcome: 'sent' });
    const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = received;
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'normal' });
    expect(body.includes('Where is my order?')).toBe(false);
    expect(JSON.parse(decryptPush(body, browser))).toEqual({
      deviceId: 'd',
      key: 'notification-3',
      ids: [9],
      count: 1,
      notifications: [notification],
    });
    expect(verifyVapid(String(headers.authorization), vapidKeys(KEY).publicKey)).toMatchObject({
      aud: new URL(url).origin,
      sub: 'https://hub.example',
    });
  });

  it.each([
    [410, 'failed', 'gone'],
    [404, 'failed', 'gone'],
    [403, 'failed', 'refused'],
    [302, 'failed', 'refused'],
    [503, 'later', null],
    [429, 'later', null],
  ])('that is answered %i is %s', async (status, outcome, reason) => {
    const { url } = await givenReceiver(status);
    const { p256dh, auth } = givenBrowser();
    const push = { deviceId: 'd', endpoint: url, p256dh, auth };
    expect(await sendOut(send({ push }), sender)).toMatchObject({ outcome, reason });
  });

  it('is given up after its last attempt, and holds no more than a push may', async () => {
    const { received, url } = await givenReceiver(503);
    const { p256dh, auth } = givenBrowser();
    const many = Array.from({ length: 200 }, () => notification);
    const push = { deviceId: 'd', endpoint: url, p256dh, auth };
    const outcome = await sendOut(send({ push, attempts: 6, notifications: many }), sender);
    expect(outcome).toMatchObject({ outcome: 'failed', reason: 'unreachable' });
    expect(received[0]?.body.length).toBeLessThanOrEqual(4_096);
  });

  it('goes nowhere but to a push service', async () => {
    const { received, url } = await givenReceiver();
    const { p256dh, auth } = givenBrowser();
    const push = { deviceId: 'd', endpoint: url, p256dh, auth };
    expect(await sendOut(send({ push }), { ...sender, allowsLoopback: false })).toMatchObject({ reason: 'refused' });
    expect(received).toEqual([]);
  });
});

describe('a webhook', () => {
  it('is signed as Standard Webhooks, and holds nothing that people wrote', async () => {
    const { received, url } = await givenReceiver(200);
    const webhook = { id: 'hook', url };
    expect(await sendOut(send({ channel: 'webhook', webhook }), sender)).toMatchObject({ outcome: 'sent' });
    const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = received;
    const [id, at] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
    expect([id, at]).toEqual(['msg_9', String(NOW / 1_000)]);
    // As a receiver checks it, with the secret it was told.
    const secret = Buffer.from(webhookSecret(KEY, 'hook').replace('whsec_', ''), 'base64');
    const expected = createHmac('sha256', secret).update(`${id}.${at}.${body.toString()}`).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect(JSON.parse(body.toString())).toMatchObject({ type: 'notification.told', data: { accountId: 'ada', id: 3 } });
    expect(body.toString()).not.toMatch(/Ada"|Where is my order/);
  });

  it('is tried again when nobody answers, and not where it may not go', async () => {
    const nowhere = { id: 'hook', url: 'http://127.0.0.1:1/' };
    expect(await sendOut(send({ channel: 'webhook', webhook: nowhere }), sender)).toMatchObject({
      outcome: 'later',
      retryAt: NOW + 5_000,
    });
    expect(
      await sendOut(send({ channel: 'webhook', webhook: nowhere }), { ...sender, allowsLoopback: false }),
    ).toMatchObject({ outcome: 'failed', reason: 'refused' });
  });

  it('whose name leads to this machine is not sent', async () => {
    const webhook = { id: 'hook', url: 'https://localhost.localdomain:1/' };
    const outcome = await sendOut(send({ channel: 'webhook', webhook }), { ...sender, allowsLoopback: false });
    // Where the name is known here it is refused, elsewhere nobody answers to it.
    expect(outcome.outcome).not.toBe('sent');
  });
});

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  'fe80::1',
  'fd00::1',
  '2002:7f00:1::',
  '64:ff9b::7f00:1',
  'nonsense',
])('%s is not on the internet', (address) => {
  expect(mayReach(address, false)).toBe(false);
});

it.each(['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::ffff:93.184.215.14'])(
  '%s is on the internet',
  (address) => {
    expect(mayReach(address, false)).toBe(true);
  },
);

it.each([
  'https://fcm.googleapis.com/fcm/send/x',
  'https://updates.push.services.mozilla.com/wpush/v2/x',
  'https://web.push.apple.com/x',
  'https://wns2-par02p.notify.windows.com/w/?token=x',
])('%s is a push service', (endpoint) => {
  expect(checkEndpoint(endpoint, false).href).toBe(endpoint);
});

it.each([
  'http://fcm.googleapis.com/x',
  'https://fcm.googleapis.com.evil.example/x',
  'https://evil.example/fcm.googleapis.com',
  'https://fcm.googleapis.com:8443/x',
  'https://user@fcm.googleapis.com/x',
  'https://127.0.0.1/x',
])('%s is none', (endpoint) => {
  expect(() => checkEndpoint(endpoint, false)).toThrow('push service');
});

it.each([
  'http://hooks.example/x',
  'https://127.0.0.1/x',
  'https://[::1]/x',
  'https://2130706433/x',
  'https://0x7f.1/x',
  'https://localhost/x',
  'https://db.internal/x',
  'https://user:secret@hooks.example/x',
  'ftp://hooks.example/x',
])('%s is no address for a webhook', (url) => {
  expect(() => checkWebhookUrl(url, false)).toThrow('address');
});

it('an address on the internet is one', () => {
  expect(checkWebhookUrl('https://hooks.example/x', false).href).toBe('https://hooks.example/x');
});

describe('the key', () => {
  const givenStore = (place: KeyStore['place']) => {
    let kept: string | null = null;
    const store: KeyStore = { place, get: () => kept, keep: (_, value) => Promise.resolve(void (kept = value)) };
    return store;
  };

  it('is made once and kept where secrets are', async () => {
    const store = givenStore('keychain');
    const made = await openKey(store);
    expect(made).toHaveLength(32);
    expect(await openKey(store)).toEqual(made);
  });

  it('is not made where secrets come from outside', async () => {
    expect(await openKey(givenStore('environment'))).toBeNull();
  });

  it('gives each webhook a secret of its own, and the same each time', () => {
    expect(webhookSecret(KEY, 'a')).toBe(webhookSecret(KEY, 'a'));
    expect(webhookSecret(KEY, 'a')).not.toBe(webhookSecret(KEY, 'b'));
    expect(vapidKeys(KEY).publicKey).toMatch(/^[\w-]{87}$/);
    // The example of the specification's reference libraries.
    expect(
      signatureOf(
        'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
        'msg_p5jXN8AQM9LWM0D4loKWxJek',
        1614265330,
        '{"test": 2432232314}',
      ),
    ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});
