import { createHmac } from 'node:crypto';
import Stripe from 'stripe';
import { startSandbox } from '#server/billing/sandbox/sandbox.ts';

/** Events of one payment as Stripe sends them: their texts, in which ids stand for those of another payment. */
export type EventTexts = readonly string[];

const ID = /\b(evt|pi|ch|txn|pm|re|cus)_[A-Za-z0-9]{10,}/g;

/** A card payment that is refunded in part. */
async function trade(stripe: Stripe): Promise<void> {
  const { id } = await stripe.paymentIntents.create({
    amount: 4_200,
    currency: 'eur',
    payment_method: 'pm_card_visa',
    allowed_payment_method_types: ['card'],
    confirm: true,
    description: 'Four of the Tide mugs',
    receipt_email: 'ada@example.com',
  });
  await stripe.refunds.create({ payment_intent: id, amount: 1_050 });
}

/** What has happened since `created` (Unix seconds), the first first, two spaces a level as Stripe writes it. */
async function told(stripe: Stripe, created = 0): Promise<EventTexts> {
  const events = await stripe.events
    .list({ limit: 100, created: { gte: created } })
    .autoPagingToArray({ limit: 10_000 });
  return events.reverse().map((event) => JSON.stringify(event, null, 2));
}

/** What one payment that is refunded in part makes Stripe tell. */
export async function eventTexts(): Promise<EventTexts> {
  const sandbox = await startSandbox({ port: 0 });
  try {
    const { hostname, port } = new URL(sandbox.address);
    const stripe = new Stripe('sk_test_bench', { host: hostname, port, protocol: 'http' });
    await trade(stripe);
    return await told(stripe);
  } finally {
    await sandbox.close();
  }
}

/** At least `count` events of payments that the sandbox at `port` has made just now, so that all they name is there to be asked for. */
export async function eventsOfTrade(port: number, key: string, count: number): Promise<EventTexts> {
  const stripe = new Stripe(key, { host: '127.0.0.1', port, protocol: 'http' });
  const since = Math.floor(Date.now() / 1_000) - 1;
  await trade(stripe);
  const ofOne = (await told(stripe, since)).length;
  for (let made = ofOne; made < count; made += ofOne) await trade(stripe);
  return told(stripe, since);
}

/** The event number `place` of a run: of one payment as many as there are texts. Every id occurs in one run only. */
function eventOf(texts: EventTexts, run: string, place: number): string {
  const payment = `${run}p${String(Math.floor(place / texts.length))}`.padStart(24, '0');
  const own = `${run}e${String(place)}`.padStart(24, '0');
  const text = texts[place % texts.length] ?? '';
  return text.replaceAll(ID, (_, prefix: string) => `${prefix}_${prefix === 'evt' ? own : payment}`);
}

/** Whole HTTP requests, each with an event that is signed now. @param run letters and digits that no other run has; null sends each text once, as it is. */
export function signedRequests(
  texts: EventTexts,
  { run, count, secret, port }: { run: string | null; count: number; secret: string; port: number },
): readonly Buffer[] {
  const second = Math.floor(Date.now() / 1_000);
  return Array.from({ length: count }, (_, place) => {
    const body = run === null ? (texts[place] ?? '') : eventOf(texts, run, place);
    const signature = createHmac('sha256', secret)
      .update(`${String(second)}.${body}`)
      .digest('hex');
    return Buffer.from(
      `POST /webhooks/stripe HTTP/1.1\r\nhost: 127.0.0.1:${String(port)}\r\ncontent-type: application/json; charset=utf-8\r\n` +
        `user-agent: Stripe/1.0 (+https://stripe.com/docs/webhooks)\r\nstripe-signature: t=${String(second)},v1=${signature}\r\n` +
        `content-length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`,
    );
  });
}
