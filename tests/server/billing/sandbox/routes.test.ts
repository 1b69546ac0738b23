import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { ROUTES } from '#server/billing/sandbox/resources/resources.ts';
import { chargeOf, failure, givenSandbox, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const NOBODYS = 'nobodys_1';

describe('every operation', () => {
  it('refuses a parameter that it does not know, before it does anything', async () => {
    const { stripe } = await givenSandbox();
    for (const { method, path } of ROUTES) {
      const address = `${path.replaceAll(/:\w+/g, NOBODYS)}?nobodys_parameter=1`;
      const refused = await failure(stripe.rawRequest(method, address));
      expect([method, path, refused.statusCode, refused.code, refused.param]).toEqual([
        method,
        path,
        400,
        'parameter_unknown',
        'nobodys_parameter',
      ]);
    }
    expect((await stripe.events.list()).data).toEqual([]);
  });

  it('on one object refuses an id that nobody has', async () => {
    const { stripe } = await givenSandbox();
    const ofOne = ROUTES.filter(({ path }) => path.includes(':'));
    const statuses = new Map<string, string>();
    for (const { method, path } of ofOne) {
      const refused = await failure(stripe.rawRequest(method, path.replaceAll(/:\w+/g, NOBODYS)));
      statuses.set(`${method} ${path}`, `${String(refused.statusCode)} ${String(refused.code)}`);
    }
    // Some ask for a parameter first.
    const others = [...statuses].filter(([, status]) => status !== '404 resource_missing');
    expect(others).toEqual(others.map(([operation]) => [operation, '400 parameter_missing']));
    expect(others.length).toBeLessThan(ofOne.length / 4);
  });
});

it('refunds are made, listed, read and changed beside their charge, as older clients do', async () => {
  const { stripe } = await givenSandbox();
  const charge = await chargeOf(stripe, await pay(stripe));
  const address = `/v1/charges/${charge.id}/refunds`;
  const refund = (await stripe.rawRequest('POST', address, { amount: 300 })) as Stripe.Response<Stripe.Refund>;
  expect(refund).toMatchObject({ object: 'refund', amount: 300, charge: charge.id, status: 'succeeded' });
  expect(await stripe.rawRequest('GET', address)).toMatchObject({ url: address, data: [{ id: refund.id }] });
  const one = `${address}/${refund.id}`;
  expect(await stripe.rawRequest('GET', one)).toMatchObject({ id: refund.id, metadata: {} });
  expect(await stripe.rawRequest('POST', one, { metadata: { order: '7' } })).toMatchObject({
    metadata: { order: '7' },
  });
  expect(await failure(stripe.rawRequest('POST', address, { amount: 1_701 }))).toMatchObject({ statusCode: 400 });
});

it('the balance’s history is its transactions by their older name', async () => {
  const { stripe } = await givenSandbox();
  const paid = await pay(stripe);
  const { data } = (await stripe.rawRequest('GET', '/v1/balance/history')) as unknown as { data: { source: string }[] };
  expect(data.map(({ source }) => source)).toEqual([paid.latest_charge]);
});
