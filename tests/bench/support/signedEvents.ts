import { createHmac } from 'node:crypto';
import Stripe from 'stripe';
import { startSandbox } from '#server/billing/sandbox/sandbox.ts';

/** Events of one payment as Stripe sends them: their texts, in which ids stand for those of another payment. */
export type EventTexts = readonly string[];

const ID = /\b(evt|pi|ch|txn|pm|re|cus)_[A-Za-z0-9]{10,}/g;

/** What a card payment that is refunded in part makes Stripe tell, two spaces a level as Stripe writes it. */
export async function eventTexts(): Promise<EventTexts> {
  const sandbox = await startSandbox({ port: 0 });
  try {
    const { hostname, port } = new URL(sandbox.address);
    const stripe = new Stripe('sk_test_bench', { host: hostname, port, protocol: 'http' });
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
    const { data } = await stripe.events.list({ limit: 100 });
    return data.reverse().map((event) => JSON.stringify(event, null, 2));
  } finally {
    await sandbox.close();
  }
}

/** The event number `place` of a run: of one payment as many as there are texts. Every id occurs in one run only. */
function eventOf(texts: EventTexts, run: string, place: number): string {
  const payment = `${run}p${String(Math.floor(place / texts.length))}`.padStart(24, '0');
  const own = `${run}e${String(place)}`.padStart(24, '0');
  const text = texts[place % texts.length] ?? '';
  return text.replaceAll(ID, (_, prefix: string) => `${prefix}_${prefix === 'evt' ? own : payment}`);
}

/** Whole HTTP requests, each with an event that is signed now. @param run letters and digits that no other run has. */
export function signedRequests(
  texts: EventTexts,
  { run, count, secret, port }: { run: string; count: number; secret: string; port: number },
): readonly Buffer[] {
  const second = Math.floor(Date.now() / 1_000);
  return Array.from({ length: count }, (_, place) => {
    const body = eventOf(texts, run, place);
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
