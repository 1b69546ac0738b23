import http from 'node:http';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { API_VERSION } from '#server/billing/sandbox/world/events.ts';
import { failure, givenSandbox } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { errorOf, raw } from '#tests/server/billing/sandbox/support/raw.ts';

describe('keys', () => {
  it('refuses a request without a key, or with one that is no test key', async () => {
    const { client, sandbox } = await givenSandbox();
    const without = await raw(sandbox.address, { path: '/v1/charges', headers: { authorization: '' } });
    expect(without.status).toBe(401);
    expect(errorOf(without)).toMatchObject({ type: 'invalid_request_error' });
    const live = await failure(client({}, 'sk_live_12345678901234567890').charges.list());
    expect(live).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    expect(live.message).toBe('Invalid API Key provided: sk_live_****************7890');
  });

  it('lets one key in where one was chosen, also by Basic', async () => {
    const { client, sandbox } = await givenSandbox({ key: 'sk_test_chosen' });
    await client({}, 'sk_test_chosen').charges.list();
    expect((await failure(client().charges.list())).statusCode).toBe(401);
    const basic = `Basic ${Buffer.from('sk_test_chosen:').toString('base64')}`;
    expect((await raw(sandbox.address, { path: '/v1/charges', headers: { authorization: basic } })).status).toBe(200);
  });

  it('has no other account to act for', async () => {
    const { stripe } = await givenSandbox();
    const refused = await failure(stripe.charges.list({}, { stripeAccount: 'acct_other' }));
    expect(refused).toMatchObject({ statusCode: 403, code: 'account_invalid' });
  });
});

describe('what is not built', () => {
  it.each([
    ['GET', '/v1/subscriptions'],
    ['POST', '/v1/invoices'],
    ['GET', '/v1/charges/ch_1/nothing'],
    ['DELETE', '/v1/charges/ch_1'],
    ['POST', '/v2/core/events'],
    ['HEAD', '/v1/charges'],
    ['OPTIONS', '/v1/charges'],
    ['GET', '/'],
    ['GET', '//'],
    ['GET', '/v1/charges/%ff'],
  ])('answers %s %s with 404 and the error of Stripe', async (method, path) => {
    const { sandbox } = await givenSandbox();
    const answer = await raw(sandbox.address, { method, path });
    expect(answer.status).toBe(404);
    if (method === 'HEAD') expect(answer.text).toBe('');
    else expect(errorOf(answer)).toMatchObject({ type: 'invalid_request_error' });
  });

  it('makes the SDK throw', async () => {
    const { stripe } = await givenSandbox();
    const refused = await failure(stripe.subscriptions.list());
    expect(refused.statusCode).toBe(404);
    expect(refused.message).toContain('Unrecognized request URL (GET: /v1/subscriptions)');
  });

  it('refuses a parameter that Stripe knows and the sandbox does not do, unless it asks for nothing', async () => {
    const { stripe } = await givenSandbox();
    const create = (more: object) => stripe.paymentIntents.create({ amount: 500, currency: 'usd', ...more });
    const refused = await failure(create({ transfer_data: { destination: 'acct_1' } }));
    expect(refused).toMatchObject({ statusCode: 400, param: 'transfer_data' });
    expect(refused.message).toContain('docs/sandbox.md');
    expect(refused.code).toBeUndefined();
    await stripe.charges.list({ limit: 1 });
    const price = { currency: 'usd', unit_amount: 500, product_data: { name: 'Mug' } };
    await stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://shop.example/thanks',
      automatic_tax: { enabled: false },
      line_items: [{ price_data: price, quantity: 1 }],
    });
  });
});

describe('parameters', () => {
  it('calls unknown, missing, empty and malformed ones by their names', async () => {
    const { stripe } = await givenSandbox();
    const refused = (given: object) => failure(stripe.paymentIntents.create(given as never));
    expect(await refused({ amount: 500, currency: 'usd', colour: 'red' })).toMatchObject({
      code: 'parameter_unknown',
      param: 'colour',
      message: 'Received unknown parameter: colour',
    });
    expect(await refused({ currency: 'usd' })).toMatchObject({ code: 'parameter_missing', param: 'amount' });
    expect(await refused({ amount: 500, currency: '' })).toMatchObject({ code: 'parameter_invalid_empty' });
    expect(await refused({ amount: '5.5', currency: 'usd' })).toMatchObject({
      code: 'parameter_invalid_integer',
      message: 'Invalid integer: 5.5',
    });
    expect(await refused({ amount: 500, currency: 'zzz' })).toMatchObject({ param: 'currency' });
    expect(await refused({ amount: 500, currency: 'usd', confirm: 'perhaps' })).toMatchObject({ param: 'confirm' });
    expect(await refused({ amount: 500, currency: 'usd', capture_method: 'later' })).toMatchObject({
      param: 'capture_method',
    });
    expect(await refused({ amount: 500, currency: 'usd', metadata: 'no hash' })).toMatchObject({ param: 'metadata' });
    expect(await refused({ amount: 500, currency: 'usd', description: { a: '1' } })).toMatchObject({
      param: 'description',
    });
    const nested = { amount: 500, currency: 'usd', shipping: { name: 'A', address: { planet: 'Mars' } } };
    expect(await refused(nested)).toMatchObject({ param: 'shipping[address][planet]' });
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=ten', 'limit'],
    ['starting_after=ch_nobody', 'starting_after'],
    ['created[from]=1', 'created[from]'],
  ])('refuses a list with %s', async (query, param) => {
    const { sandbox } = await givenSandbox();
    const answer = await raw(sandbox.address, { path: `/v1/charges?${query}` });
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({ param });
  });

  it.each([
    ['an unfinished escape', 'name=%e2%82'],
    ['a wrong escape', 'name=%zz'],
    ['a surrogate', 'name=%ed%a0%80'],
    ['a NUL', 'name=a%00b'],
    ['bytes that are no UTF-8', Buffer.from([0x6e, 0x3d, 0xff])],
    ['text that is too long', `name=${'n'.repeat(257)}`],
    ['too many parameters', Array.from({ length: 1_001 }, (_, at) => `metadata[k${String(at)}]=v`).join('&')],
    ['parameters too deep', `metadata${'[a]'.repeat(9)}=1`],
    ['a value that is also a hash', 'metadata=1&metadata[a]=2'],
  ])('refuses %s with 400', async (_, body) => {
    const { sandbox } = await givenSandbox();
    const answer = await raw(sandbox.address, { method: 'POST', path: '/v1/customers', body });
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({ type: 'invalid_request_error' });
  });

  it('refuses a body that is too large, and JSON', async () => {
    const { sandbox } = await givenSandbox();
    const send = (body: string, headers = {}) =>
      raw(sandbox.address, { method: 'POST', path: '/v1/customers', body, headers });
    expect((await send(`description=${'x'.repeat(1_100_000)}`)).status).toBe(413);
    const json = await send('{"name":"A"}', { 'content-type': 'application/json' });
    expect(json.status).toBe(400);
    expect(errorOf(json)['message']).toContain('application/x-www-form-urlencoded');
  });

  it('reads lists, hashes of numbers, text of every script, and of a name that comes twice the last', async () => {
    const { sandbox, stripe } = await givenSandbox();
    const body = 'preferred_locales[]=de&preferred_locales[]=fr&name=first&name=Zo%C3%AB+%F0%9F%A6%86';
    const made = await raw(sandbox.address, { method: 'POST', path: '/v1/customers', body });
    expect(JSON.parse(made.text)).toMatchObject({ preferred_locales: ['de', 'fr'], name: 'Zoë 🦆' });
    const { metadata } = await stripe.customers.create({
      metadata: { 2024: 'a', 7: 'b', 'a.b': 'c', __proto__x: 'd' },
    });
    expect(metadata).toEqual({ 2024: 'a', 7: 'b', 'a.b': 'c', __proto__x: 'd' });
  });

  it('takes a GET with a body', async () => {
    const { sandbox, stripe } = await givenSandbox();
    await stripe.customers.create({ email: 'a@example.com' });
    const answer = await raw(sandbox.address, { path: '/v1/customers', body: 'email=b@example.com' });
    expect(JSON.parse(answer.text)).toMatchObject({ data: [] });
  });

  it('merges metadata, removes empty keys, and holds to its limits', async () => {
    const { stripe } = await givenSandbox();
    const { id } = await stripe.customers.create({ metadata: { colour: 'red', size: 'L' } });
    const changed = await stripe.customers.update(id, { metadata: { colour: '', order: '7' } });
    expect(changed.metadata).toEqual({ size: 'L', order: '7' });
    expect((await stripe.customers.update(id, { metadata: '' })).metadata).toEqual({});
    const refused = (metadata: Record<string, string>) => failure(stripe.customers.update(id, { metadata }));
    expect((await refused({ ['k'.repeat(41)]: 'v' })).message).toContain('40 characters');
    expect((await refused({ k: 'v'.repeat(501) })).message).toContain('500 characters');
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${String(at)}`, 'v']));
    expect((await refused(many)).message).toContain('50 keys');
  });
});

describe('answers', () => {
  it('carry a request id and the version whose shapes they have', async () => {
    const { stripe, client } = await givenSandbox();
    const { lastResponse } = await stripe.customers.create({});
    expect(lastResponse.requestId).toMatch(/^req_\w{14}$/);
    expect(lastResponse.headers['stripe-version']).toBe(API_VERSION);
    const refused = await failure(stripe.customers.retrieve('cus_nobody'));
    expect(refused).toMatchObject({ code: 'resource_missing', statusCode: 404, param: 'id' });
    expect(refused.message).toBe("No such customer: 'cus_nobody'");
    expect(refused.requestId).toMatch(/^req_/);
    expect(refused.doc_url).toBe('https://stripe.com/docs/error-codes/resource-missing');
    const wrong = await failure(client({ apiVersion: 'yesterday' as never }).customers.list());
    expect(wrong.message).toBe('Invalid Stripe API version: yesterday');
  });

  it('are for this machine only: another Host is refused', async () => {
    const { sandbox } = await givenSandbox();
    const headers = { host: 'sandbox.attacker.example' };
    expect((await raw(sandbox.address, { path: '/v1/charges', headers })).status).toBe(403);
  });

  it('come over one connection as long as it lives', async () => {
    const { sandbox, control } = await givenSandbox();
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const ask = () => raw(sandbox.address, { path: '/v1/balance', agent });
    await ask();
    await control.command('request-fault', { fault: { kind: 'cut', when: 'after' } });
    await expect(ask()).rejects.toThrow();
    expect((await ask()).status).toBe(200);
    agent.destroy();
  });
});
