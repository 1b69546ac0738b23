import { createECDH, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 as uuidv7 } from 'uuid';
import { createPushes, type Pushed, type WorkerScope } from '#renderer/notifications/push/pushes.ts';
import { signatureOf } from '#server/notifications/gateway/keys.ts';
import type { InputOf } from '#shared/contract.ts';
import { decryptPush } from '#tests/server/notifications/decryptPush.ts';
import { memoryCaches } from '#tests/support/memoryCaches.ts';

/** One webhook as it arrived. `told`: the notification, and which telling of it. */
export interface Posted {
  readonly id: string;
  readonly told: string;
  readonly isSigned: boolean;
}

/** What people are told outside of the console, on this machine: a program that takes webhooks, and a browser without a window that is pushed to. */
export interface Outside {
  readonly webhookUrl: string;
  readonly browser: InputOf<'notifications.subscribePush'>;
  readonly posted: readonly Posted[];
  /** Of the deliveries that were pushed, each time, and of those that the browser has put before somebody's eyes. */
  readonly pushed: readonly number[];
  readonly shown: readonly number[];
  expectSignedWith(secret: string): void;
  close(): void;
}

/** The browser's service worker, as it is, in a world in which nothing of it is lost: its cache outlives every server. */
function openBrowser(address: string, token: string, shown: number[]): (pushed: Pushed) => void {
  let wake: ((event: object) => void) | null = null;
  const scope: WorkerScope = {
    addEventListener: (type: string, listener: (event: never) => void) => {
      if (type === 'push') wake = listener as (event: object) => void;
    },
    registration: {
      scope: `${address}/console/`,
      showNotification: (_title, { data }) => {
        shown.push(...(data as { ids: readonly number[] }).ids);
        return Promise.resolve();
      },
    },
    clients: { matchAll: () => Promise.resolve([]), openWindow: () => Promise.resolve(null) },
    caches: memoryCaches(),
    fetch: (url, options) =>
      fetch(url, { ...options, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } }),
  };
  const text = { title: '', body: '' };
  createPushes(scope, { textOf: () => text, failureText: () => text, newId: uuidv7, pathOf: () => '/' });
  return (pushed) => wake?.({ data: { json: () => pushed }, waitUntil: () => undefined });
}

export async function openOutside({
  address,
  token,
}: {
  readonly address: string;
  readonly token: string;
}): Promise<Outside> {
  const keys = createECDH('prime256v1');
  const p256dh = keys.generateKeys('base64url');
  const secret = randomBytes(16);
  const posted: Posted[] = [];
  const pushed: number[] = [];
  const shown: number[] = [];
  const show = openBrowser(address, token, shown);
  let signedWith = '';

  function takePost(headers: IncomingHttpHeaders, body: Buffer): void {
    const text = body.toString('utf8');
    const { data } = JSON.parse(text) as { data: { id: number; toldAt: number } };
    const id = String(headers['webhook-id']);
    const signature = signatureOf(signedWith, id, Number(headers['webhook-timestamp']), text);
    const told = `${String(data.id)}/${String(data.toldAt)}`;
    posted.push({ id, told, isSigned: headers['webhook-signature'] === signature });
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      // It is there before whoever sent it hears of that, and may not live to.
      const toBrowser = request.url === '/push';
      const message = toBrowser
        ? (JSON.parse(decryptPush(body, { privateKey: keys.getPrivateKey(), secret })) as Pushed)
        : null;
      if (message === null) takePost(request.headers, body);
      else pushed.push(...message.ids);
      response.writeHead(201).end();
      if (message !== null) show(message);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    webhookUrl: `${own}/webhook`,
    browser: { deviceId: uuidv7(), endpoint: `${own}/push`, p256dh, auth: secret.toString('base64url') },
    posted,
    pushed,
    shown,
    expectSignedWith: (known) => {
      signedWith = known;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
