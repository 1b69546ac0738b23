import webPush from 'web-push';
import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { RETRIES_MS } from '#server/notifications/times.ts';
import { checkEndpoint, checkWebhookUrl } from './addresses.ts';
import { signatureOf, vapidKeys, webhookSecret } from './keys.ts';
import { ForbiddenAddress, post } from './post.ts';

export type Send = OutputOf<'notifications.takeDue'>['sends'][number];
export type Outcome = Omit<ParsedInputOf<'notifications.recordSend'>, 'ids'>;

/** A push service keeps what it cannot deliver at once for this long, in seconds. */
const TIME_TO_LIVE = 24 * 60 * 60;
/** Of a bundle so many are named, as long as they have room: a push holds 4096 bytes (RFC 8030), its encryption takes some. */
const NAMED = 5;
const ROOM_BYTES = 3_900;

export interface Sender {
  readonly key: Buffer;
  readonly allowsLoopback: boolean;
  /** Whom a push service can turn to: the console's own address, or `mailto:`. */
  readonly contact: () => string;
  /** UTC ms. */
  readonly clock: () => number;
}

const SENT: Outcome = { outcome: 'sent', reason: null, detail: null, retryAt: null };
const failed = (reason: Outcome['reason'], detail: string): Outcome => ({
  outcome: 'failed',
  reason,
  detail: detail.slice(0, 300),
  retryAt: null,
});

function later({ attempts }: Send, detail: string, now: number): Outcome {
  const wait = RETRIES_MS[attempts - 1];
  if (wait === undefined) return failed('unreachable', detail);
  return { outcome: 'later', reason: null, detail: detail.slice(0, 300), retryAt: now + wait };
}

/** What came of an attempt, by the status that answered it. */
function judge(send: Send, status: number, now: number): Outcome {
  if (status >= 200 && status < 300) return SENT;
  const detail = `It answered ${String(status)}.`;
  if (status === 404 || status === 410) return failed('gone', detail);
  if (status === 429 || status >= 500) return later(send, detail, now);
  return failed('refused', detail);
}

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function attempt(send: Send, { clock }: Sender, run: () => Promise<number>): Promise<Outcome> {
  try {
    return judge(send, await run(), clock());
  } catch (error) {
    if (error instanceof ForbiddenAddress) return failed('refused', 'This address is not on the internet.');
    if (error instanceof AppError) return failed('refused', error.message);
    return later(send, inWords(error), clock());
  }
}

function payloadOf(about: object, notifications: Send['notifications']): Buffer {
  for (let named = NAMED; ; named -= 1) {
    const payload = Buffer.from(JSON.stringify({ ...about, notifications: notifications.slice(0, named) }));
    if (payload.length <= ROOM_BYTES || named === 1) return payload;
  }
}

/** Encrypts it for the one browser (RFC 8291), and signs it as this server (RFC 8292). */
function push(send: Send, sender: Sender): Promise<Outcome> {
  const { push: subscription, key, ids, notifications } = send;
  if (subscription === null) return Promise.resolve(failed('gone', 'The browser is not subscribed any more.'));
  const { deviceId, endpoint, p256dh, auth } = subscription;
  return attempt(send, sender, async () => {
    const url = checkEndpoint(endpoint, sender.allowsLoopback);
    const isUrgent = notifications.some(({ urgency }) => urgency === 'urgent');
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      payloadOf({ deviceId, key, ids, count: notifications.length }, notifications),
      {
        vapidDetails: { subject: sender.contact(), ...vapidKeys(sender.key) },
        TTL: TIME_TO_LIVE,
        urgency: isUrgent ? 'high' : 'normal',
        contentEncoding: 'aes128gcm',
      },
    );
    return post(url, {
      headers,
      body,
      allowsLoopback: sender.allowsLoopback,
    });
  });
}

/** One message of Standard Webhooks: ids and facts, and nothing that customers or colleagues wrote. */
function webhook(send: Send, sender: Sender): Promise<Outcome> {
  const { webhook: target, ids, notifications, accountId } = send;
  const [notification] = notifications;
  if (target === null || notification === undefined) return Promise.resolve(failed('gone', 'It was removed.'));
  const { words: _, ...told } = notification;
  const seconds = Math.floor(sender.clock() / 1_000);
  const messageId = `msg_${String(ids[0])}`;
  const body = JSON.stringify({
    type: 'notification.told',
    timestamp: new Date(sender.clock()).toISOString(),
    data: { accountId, ...told },
  });
  return attempt(send, sender, async () =>
    post(checkWebhookUrl(target.url, sender.allowsLoopback), {
      headers: {
        'content-type': 'application/json',
        'webhook-id': messageId,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signatureOf(webhookSecret(sender.key, target.id), messageId, seconds, body),
      },
      body,
      allowsLoopback: sender.allowsLoopback,
    }),
  );
}

/** Sends what the core gave out; whatever happens is an outcome, never a rejection. */
export const sendOut = (send: Send, sender: Sender): Promise<Outcome> =>
  send.channel === 'push' ? push(send, sender) : webhook(send, sender);
