import type Stripe from 'stripe';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DAY, failure, givenSandbox } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { startReceiver } from '#tests/server/billing/sandbox/support/receiver.ts';

async function givenEndpoint(enabled: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = ['*']) {
  const given = await givenSandbox();
  const secret = { value: '' };
  const receiver = await startReceiver(() => secret.value);
  onTestFinished(() => receiver.close());
  const endpoint = await given.stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: enabled });
  secret.value = endpoint.secret ?? '';
  const settle = () => given.control.command('settle', {});
  const advance = async (seconds: number) => {
    await given.control.command('advance', { seconds });
    await settle();
  };
  return { ...given, receiver, endpoint, settle, advance };
}

describe('webhook endpoints', () => {
  it('are made, changed and removed; their secret is shown once', async () => {
    const { stripe, endpoint, receiver } = await givenEndpoint();
    expect(endpoint).toMatchObject({ status: 'enabled', url: receiver.url, enabled_events: ['*'] });
    expect(endpoint.secret).toMatch(/^whsec_\w{32}$/);
    expect(await stripe.webhookEndpoints.retrieve(endpoint.id)).not.toHaveProperty('secret');
    const changed = await stripe.webhookEndpoints.update(endpoint.id, {
      disabled: true,
      enabled_events: ['charge.refunded'],
      description: 'Shop',
    });
    expect(changed).toMatchObject({ status: 'disabled', enabled_events: ['charge.refunded'], description: 'Shop' });
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(1);
    expect(await stripe.webhookEndpoints.del(endpoint.id)).toMatchObject({ deleted: true });
    expect((await failure(stripe.webhookEndpoints.retrieve(endpoint.id))).statusCode).toBe(404);
  });

  it('elsewhere than on this machine, or with another version, are refused', async () => {
    const { stripe } = await givenSandbox();
    const create = (given: object) =>
      failure(stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9', enabled_events: ['*'], ...given }));
    expect(await create({ url: 'https://shop.example/hook' })).toMatchObject({ code: 'url_invalid', param: 'url' });
    expect(await create({ url: 'nowhere' })).toMatchObject({ code: 'url_invalid' });
    expect(await create({ api_version: '2020-08-27' })).toMatchObject({ param: 'api_version' });
    expect(await create({ connect: true })).toMatchObject({ param: 'connect' });
  });
});

describe('deliveries', () => {
  it('are signed, and hold the event as it is listed', async () => {
    const { stripe, receiver, settle } = await givenEndpoint();
    const customer = await stripe.customers.create({ name: 'Zoë' });
    await settle();
    expect(receiver.refused).toEqual([]);
    const [event] = receiver.events;
    const listed = await stripe.events.retrieve(event?.id ?? '');
    expect(event).toMatchObject({
      type: 'customer.created',
      data: { object: { id: customer.id, name: 'Zoë' } },
      pending_webhooks: 1,
    });
    expect(listed.pending_webhooks).toBe(0);
    expect(listed.data).toEqual(event?.data);
  });

  it('bring only what the endpoint listens to', async () => {
    const { stripe, receiver, settle } = await givenEndpoint(['customer.deleted']);
    const { id } = await stripe.customers.create({});
    await stripe.customers.del(id);
    await settle();
    expect(receiver.events.map(({ type }) => type)).toEqual(['customer.deleted']);
  });

  it('are repeated with growing pauses for three days, and then given up', async () => {
    const { stripe, receiver, advance, settle } = await givenEndpoint();
    receiver.answerWith(500);
    await stripe.customers.create({});
    await settle();
    expect(receiver.count()).toBe(1);
    const pauses = [300, 900, 3_600, 10_800, 21_600, 43_200, 86_400, 86_400];
    for (const [index, pause] of pauses.entries()) {
      await advance(pause - 5);
      expect(receiver.count()).toBe(index + 1);
      await advance(10);
      expect(receiver.count()).toBe(index + 2);
    }
    expect((await stripe.events.list({ delivery_success: false })).data).toMatchObject([{ pending_webhooks: 0 }]);
    await advance(30 * DAY);
    expect(receiver.count()).toBe(9);
  });

  it('arrive once the endpoint is well again', async () => {
    const { stripe, receiver, advance, settle } = await givenEndpoint();
    receiver.answerWith(503);
    await stripe.customers.create({});
    await settle();
    expect((await stripe.events.list({ delivery_success: true })).data).toEqual([]);
    expect((await stripe.events.list()).data[0]?.pending_webhooks).toBe(1);
    receiver.answerWith(200);
    await advance(300);
    expect(receiver.events.map(({ type }) => type)).toEqual(['customer.created']);
    expect((await stripe.events.list({ delivery_success: true })).data).toMatchObject([{ pending_webhooks: 0 }]);
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
  });

  it('to an endpoint that is switched off or removed end', async () => {
    const { stripe, receiver, endpoint, advance, settle } = await givenEndpoint();
    receiver.answerWith(500);
    await stripe.customers.create({});
    await settle();
    await stripe.webhookEndpoints.del(endpoint.id);
    receiver.answerWith(200);
    await advance(300);
    expect(receiver.events).toEqual([]);
    expect((await stripe.events.list()).data[0]?.pending_webhooks).toBe(0);
  });
});

describe('faults of deliveries', () => {
  const create = async (stripe: Stripe, names: readonly string[]) => {
    for (const name of names) await stripe.customers.create({ name });
  };
  const namesOf = (events: readonly Stripe.Event[]) => events.map(({ data }) => (data.object as Stripe.Customer).name);

  it('send an event twice, with one id', async () => {
    const { stripe, control, receiver, settle } = await givenEndpoint();
    await control.command('event-fault', { fault: { kind: 'duplicate' } });
    await create(stripe, ['one', 'two']);
    await settle();
    expect(namesOf(receiver.events).toSorted()).toEqual(['one', 'one', 'two']);
    expect(new Set(receiver.events.map(({ id }) => id)).size).toBe(2);
  });

  it('lose an event, which is still listed', async () => {
    const { stripe, control, receiver, settle } = await givenEndpoint();
    await control.command('event-fault', { type: 'customer.*', fault: { kind: 'lose' } });
    await create(stripe, ['one', 'two']);
    await settle();
    expect(namesOf(receiver.events)).toEqual(['two']);
    expect((await stripe.events.list()).data).toHaveLength(2);
  });

  it('bring an event late', async () => {
    const { stripe, control, receiver, settle, advance } = await givenEndpoint();
    await control.command('event-fault', { fault: { kind: 'late', seconds: 3_600 } });
    await create(stripe, ['one', 'two']);
    await settle();
    expect(namesOf(receiver.events)).toEqual(['two']);
    await advance(3_600);
    expect(namesOf(receiver.events)).toEqual(['two', 'one']);
  });

  it('shuffle events, and let go of those whose window was not filled', async () => {
    const { stripe, control, receiver, settle } = await givenEndpoint();
    await control.command('event-fault', { fault: { kind: 'shuffle', window: 3 } });
    await create(stripe, ['one', 'two']);
    await settle();
    expect(receiver.events).toEqual([]);
    await create(stripe, ['three', 'four']);
    await settle();
    expect(namesOf(receiver.events).toSorted()).toEqual(['four', 'one', 'three', 'two']);
    await control.command('event-fault', { fault: { kind: 'shuffle', window: 9 } });
    await create(stripe, ['five']);
    await control.command('clear-faults', {});
    await settle();
    expect(namesOf(receiver.events)).toContain('five');
  });

  it('sign with a clock that is wrong', async () => {
    const { stripe, control, receiver, settle } = await givenEndpoint();
    await control.command('skew', { seconds: -600 });
    await create(stripe, ['one']);
    await settle();
    expect(receiver.refused.join()).toContain('Timestamp outside the tolerance zone');
    await control.command('skew', { seconds: 600 });
    await create(stripe, ['two']);
    await settle();
    expect(namesOf(receiver.events)).toEqual(['two']);
  });
});
