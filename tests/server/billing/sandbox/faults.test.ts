import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { failure, givenSandbox, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { raw } from '#tests/server/billing/sandbox/support/raw.ts';

describe('faults of requests', () => {
  it.each([
    [429, Stripe.errors.StripeRateLimitError],
    [500, Stripe.errors.StripeAPIError],
    [503, Stripe.errors.StripeAPIError],
  ] as const)('answer with %s, as often as ordered, and do nothing', async (status, kind) => {
    const { stripe, control } = await givenSandbox();
    const ordered = await control.command('request-fault', { times: 2, fault: { kind: 'status', status } });
    expect(ordered.faultsLeft).toBe(2);
    for (const _ of [1, 2]) {
      const refused = await failure(stripe.customers.create({}));
      expect(refused).toBeInstanceOf(kind);
      expect(refused.statusCode).toBe(status);
      expect(refused.requestId).toMatch(/^req_/);
    }
    expect((await stripe.customers.list()).data).toEqual([]);
  });

  it('strike only the method and path they are for', async () => {
    const { stripe, control } = await givenSandbox();
    await control.command('request-fault', {
      method: 'POST',
      path: '/v1/refunds',
      fault: { kind: 'status', status: 500 },
    });
    await stripe.refunds.list();
    const paid = await pay(stripe);
    expect((await failure(stripe.refunds.create({ payment_intent: paid.id }))).statusCode).toBe(500);
    expect((await stripe.refunds.create({ payment_intent: paid.id })).status).toBe('succeeded');
  });

  // The SDK repeats a request once whose connection was closed, also with `maxNetworkRetries: 0`: hence two cuts.
  it('cut the connection before the effect, or after it', async () => {
    const { stripe, control } = await givenSandbox();
    await control.command('request-fault', { times: 2, fault: { kind: 'cut', when: 'before' } });
    expect(await failure(stripe.customers.create({}))).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect((await stripe.customers.list()).data).toHaveLength(0);
    await control.command('request-fault', { times: 2, fault: { kind: 'cut', when: 'after' } });
    const keyed = stripe.customers.create({}, { idempotencyKey: 'k' });
    expect(await failure(keyed)).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });

  it('after the effect are met by the SDK’s own repetition, which has a key: the work is done once', async () => {
    const { stripe, control } = await givenSandbox();
    await control.command('request-fault', { fault: { kind: 'cut', when: 'after' } });
    await stripe.customers.create({ name: 'A' });
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });

  it('that cut before the effect free the idempotency key', async () => {
    const { stripe, control } = await givenSandbox();
    await control.command('request-fault', { times: 2, fault: { kind: 'cut', when: 'before' } });
    await failure(stripe.customers.create({ name: 'A' }, { idempotencyKey: 'k' }));
    expect((await stripe.customers.create({ name: 'B' }, { idempotencyKey: 'k' })).name).toBe('B');
  });

  it('are taken back', async () => {
    const { stripe, control } = await givenSandbox();
    await control.command('request-fault', { times: 100, fault: { kind: 'status', status: 500 } });
    expect((await control.command('clear-faults', {})).faultsLeft).toBe(0);
    await stripe.customers.list();
  });
});

describe('a later version', () => {
  it('has fields elsewhere, in answers and in events', async () => {
    const { stripe, control } = await givenSandbox();
    const paid = await pay(stripe);
    expect((await control.command('later-version', { on: true })).laterVersion).toBe(true);
    const later = (await stripe.paymentIntents.retrieve(paid.id)) as unknown as Record<string, unknown>;
    expect(later).not.toHaveProperty('latest_charge');
    expect(later).toMatchObject({ latest_attempt: paid.latest_charge, added_by_later_version: true });
    await control.command('later-version', { on: false });
    expect((await stripe.paymentIntents.retrieve(paid.id)).latest_charge).toBe(paid.latest_charge);
  });
});

describe('commands', () => {
  it('move the clock on, never back', async () => {
    const { control } = await givenSandbox({ machine: () => 1_800_000_000_000 });
    expect((await control.command('status', {})).now).toBe(1_800_000_000);
    expect((await control.command('advance', { seconds: 60 })).now).toBe(1_800_000_060);
    await expect(control.command('advance', { seconds: -1 })).rejects.toThrow('The sandbox refused advance');
  });

  it('that are none, or no JSON, are refused, and so is what a page in a browser could send', async () => {
    const { sandbox, control } = await givenSandbox();
    await expect(control.command('explode' as never, {} as never)).rejects.toThrow('There is no command explode');
    const send = (method: string, body: string, type: string) =>
      raw(sandbox.address, { method, path: '/_sandbox/advance', body, headers: { 'content-type': type } });
    expect((await send('POST', 'no json', 'application/json')).status).toBe(400);
    expect((await send('POST', '{"seconds":1}', 'text/plain')).status).toBe(415);
    expect((await send('GET', '{"seconds":1}', 'application/json')).status).toBe(415);
    expect((await send('POST', '{"seconds":1}', 'application/json; charset=utf-8')).status).toBe(200);
  });
});
