import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { DAY, failure, givenSandbox, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { raw } from '#tests/server/billing/sandbox/support/raw.ts';

const KEY_OF_REQUEST = { idempotencyKey: 'order-7' };

describe('an idempotency key', () => {
  it('gives the same answer for the same request, and does the work once', async () => {
    const { stripe } = await givenSandbox();
    const first = await stripe.customers.create({ email: 'a@example.com', name: 'A' }, KEY_OF_REQUEST);
    const second = await stripe.customers.create({ name: 'A', email: 'a@example.com' }, KEY_OF_REQUEST);
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'original-request': first.lastResponse.requestId,
    });
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });

  it('refuses other parameters, and another path', async () => {
    const { stripe } = await givenSandbox();
    await stripe.customers.create({ name: 'A' }, KEY_OF_REQUEST);
    const other = await failure(stripe.customers.create({ name: 'B' }, KEY_OF_REQUEST));
    expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(other.statusCode).toBe(400);
    expect((await failure(stripe.products.create({ name: 'A' }, KEY_OF_REQUEST))).statusCode).toBe(400);
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });

  it('replays a declined payment with its 402', async () => {
    const { stripe } = await givenSandbox();
    const declined = () => failure(pay(stripe, { by: 'pm_card_chargeDeclined' }));
    const create = () =>
      failure(
        stripe.paymentIntents.create(
          {
            amount: 2_000,
            currency: 'usd',
            payment_method: 'pm_card_chargeDeclined',
            confirm: true,
            allowed_payment_method_types: ['card'],
          },
          KEY_OF_REQUEST,
        ),
      );
    const [first, second] = [await create(), await create()];
    expect(first).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'generic_decline' });
    expect(second.payment_intent?.id).toBe(first.payment_intent?.id);
    expect(second.headers?.['idempotent-replayed']).toBe('true');
    expect((await declined()).payment_intent?.id).not.toBe(first.payment_intent?.id);
    expect((await stripe.charges.list()).data).toHaveLength(2);
  });

  it('keeps nothing of a request that was refused before any work', async () => {
    const { stripe } = await givenSandbox();
    expect((await failure(stripe.customers.create({ colour: 'red' } as never, KEY_OF_REQUEST))).code).toBe(
      'parameter_unknown',
    );
    expect((await stripe.customers.create({ name: 'A' }, KEY_OF_REQUEST)).name).toBe('A');
  });

  it('keeps what was refused while it was worked on', async () => {
    const { stripe } = await givenSandbox();
    const refund = () => failure(stripe.refunds.create({ charge: 'ch_nobody' }, KEY_OF_REQUEST));
    await refund();
    expect((await refund()).headers?.['idempotent-replayed']).toBe('true');
  });

  it('is forgotten after 24 hours by the clock of the sandbox, not before', async () => {
    const { stripe, control } = await givenSandbox();
    const create = () => stripe.customers.create({ name: 'A' }, KEY_OF_REQUEST);
    const first = await create();
    await control.command('advance', { seconds: DAY - 60 });
    expect((await create()).id).toBe(first.id);
    await control.command('advance', { seconds: 60 });
    expect((await create()).id).not.toBe(first.id);
  });

  it('answers 409 while the first request is in flight, and the SDK comes again', async () => {
    const { stripe, client, control } = await givenSandbox();
    await control.command('request-fault', { path: '/v1/customers', fault: { kind: 'latency', milliseconds: 400 } });
    const first = stripe.customers.create({ name: 'A' }, KEY_OF_REQUEST);
    while ((await control.command('status', {})).faultsLeft > 0) await new Promise((resolve) => setImmediate(resolve));
    const meanwhile = await failure(stripe.customers.create({ name: 'A' }, KEY_OF_REQUEST));
    expect(meanwhile).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    const patient = await client({ maxNetworkRetries: 5 }).customers.create({ name: 'A' }, KEY_OF_REQUEST);
    expect(patient.id).toBe((await first).id);
  });

  it('may have 255 characters', async () => {
    const { stripe } = await givenSandbox();
    await stripe.customers.create({}, { idempotencyKey: 'k'.repeat(255) });
    expect((await failure(stripe.customers.create({}, { idempotencyKey: 'k'.repeat(256) }))).statusCode).toBe(400);
  });

  it('means nothing for a GET', async () => {
    const { sandbox, stripe } = await givenSandbox();
    const ask = () => raw(sandbox.address, { path: '/v1/customers', headers: { 'idempotency-key': 'a' } });
    await ask();
    await stripe.customers.create({});
    expect(JSON.parse((await ask()).text)).toMatchObject({ data: [{ object: 'customer' }] });
  });

  it('is named by the events that the request caused', async () => {
    const { stripe } = await givenSandbox();
    const { lastResponse } = await stripe.customers.create({}, KEY_OF_REQUEST);
    const [event] = (await stripe.events.list()).data;
    expect(event?.request).toEqual({ id: lastResponse.requestId, idempotency_key: 'order-7' });
  });
});

describe('the retries of the SDK', () => {
  it.each([
    ['cut before the effect', { kind: 'cut', when: 'before' }],
    ['cut after the effect', { kind: 'cut', when: 'after' }],
    ['answered with 500', { kind: 'status', status: 500 }],
    ['answered with 429 that says so', { kind: 'status', status: 429, saysRetry: true }],
  ] as const)('make one payment of a request that is %s', async (_, fault) => {
    const { stripe, client, control } = await givenSandbox();
    await control.command('request-fault', { method: 'POST', fault });
    const paid = await pay(client({ maxNetworkRetries: 2 }));
    expect(paid.status).toBe('succeeded');
    expect((await stripe.charges.list()).data).toHaveLength(1);
  });
});
