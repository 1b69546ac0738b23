import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { openStripeAccount } from '#server/billing/stripe/account.ts';
import { createRefund } from '#server/billing/stripe/refunds.ts';

/** What answers everything so, where Stripe should be. */
async function givenAnswer(status: number, type: string, body: string) {
  const keys: unknown[] = [];
  const server = createServer((request, response) => {
    keys.push(request.headers['idempotency-key']);
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const key = sandboxKey((server.address() as AddressInfo).port, 'abcdefghijklmnop');
  return { keys, stripe: openStripeAccount(key, { now: () => 0, pause: () => Promise.resolve() }) };
}

const REFUND = { request: JSON.stringify({ payment_intent: 'pi_1', amount: 100 }), idempotencyKey: 'refund-1' };

it.each([
  ['a proxy’s page for trouble', 502, 'text/html', '<html>502 Bad Gateway</html>', 4],
  ['trouble without a word', 503, 'text/plain', '', 4],
  ['a page where an answer should be', 200, 'text/html', '<html>Sign in to this network</html>', 4],
  ['an answer that is no refund', 200, 'application/json', '{"object":"list","data":[]}', 1],
  ['trouble in Stripe’s words', 500, 'application/json', '{"error":{"type":"api_error","message":"Oh."}}', 4],
] as const)('%s refuses nothing: what became of a refund nobody knows', async (_, status, type, body, tries) => {
  const { stripe, keys } = await givenAnswer(status, type, body);
  await expect(createRefund(stripe, REFUND)).rejects.toMatchObject({
    code: 'PROVIDER_FAILED',
    details: { reason: 'trouble' },
  });
  expect(keys).toEqual(Array.from({ length: tries }, () => 'refund-1'));
});

it('Stripe’s own refusal is one, with its reason and its words', async () => {
  const error = { type: 'invalid_request_error', code: 'charge_already_refunded', message: 'Has been refunded.' };
  const { stripe, keys } = await givenAnswer(400, 'application/json', JSON.stringify({ error }));
  await expect(createRefund(stripe, REFUND)).rejects.toMatchObject({
    message: 'Stripe refused: Has been refunded.',
    details: { reason: 'charge_already_refunded' },
  });
  expect(keys).toHaveLength(1);
});
