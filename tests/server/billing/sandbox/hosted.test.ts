import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { eventTypes, givenSandbox, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const ORDER: Stripe.Checkout.SessionCreateParams = {
  mode: 'payment',
  success_url: 'https://shop.example/thanks?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://shop.example/cart',
  line_items: [{ price_data: { currency: 'usd', unit_amount: 900, product_data: { name: 'Mug <b>' } }, quantity: 2 }],
};

const PERSON = { email: 'ada@example.com', name: 'Ada' };

/** As a browser sends a form, without following where it leads. */
const post = (url: string, fields: Record<string, string>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

const payBy = (url: string, method: string) => post(url, { ...PERSON, payment_method: method });

describe('the page of a checkout session', () => {
  it('shows what is bought, and asks for no number', async () => {
    const { stripe } = await givenSandbox();
    const { url } = await stripe.checkout.sessions.create(ORDER);
    const answer = await fetch(url ?? '');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await answer.text();
    expect(page).toContain('Mug &lt;b&gt;');
    expect(page).toContain('$18.00');
    expect(page).toContain('value="pm_card_visa"');
    expect(page).not.toMatch(/name="(?:number|card|cvc)"/);
  });

  it('takes a payment and leads back to the shop', async () => {
    const { stripe } = await givenSandbox();
    const { id, url } = await stripe.checkout.sessions.create({ ...ORDER, customer_creation: 'always' });
    const answer = await payBy(url ?? '', 'pm_card_visa');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`https://shop.example/thanks?session=${id}`);
    const session = await stripe.checkout.sessions.retrieve(id, {
      expand: ['payment_intent.latest_charge', 'customer'],
    });
    expect(session).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      customer: { email: 'ada@example.com', name: 'Ada' },
      customer_details: { email: 'ada@example.com', name: 'Ada' },
      payment_intent: { status: 'succeeded', latest_charge: { billing_details: { name: 'Ada' } } },
    });
    expect((await eventTypes(stripe)).at(-1)).toBe('checkout.session.completed');
    expect((await stripe.checkout.sessions.list({ customer_details: { email: 'ada@example.com' } })).data).toHaveLength(
      1,
    );
    expect((await fetch(url ?? '', { redirect: 'manual' })).status).toBe(303);
  });

  it('authorises only, where the shop captures later: then it is complete and not yet paid', async () => {
    const { stripe } = await givenSandbox();
    const made = await stripe.checkout.sessions.create({ ...ORDER, payment_intent_data: { capture_method: 'manual' } });
    await payBy(made.url ?? '', 'pm_card_visa');
    const session = await stripe.checkout.sessions.retrieve(made.id, { expand: ['payment_intent'] });
    expect(session).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
      payment_intent: { status: 'requires_capture' },
    });
  });

  it('shows a decline, and takes another method', async () => {
    const { stripe } = await givenSandbox();
    const { id, url } = await stripe.checkout.sessions.create(ORDER);
    const declined = await payBy(url ?? '', 'pm_card_chargeDeclinedInsufficientFunds');
    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain('Your card has insufficient funds.');
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe('open');
    expect((await payBy(url ?? '', 'pm_card_visa')).status).toBe(303);
    expect((await stripe.charges.list()).data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
    expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
  });

  it('takes nobody else’s method, and no number', async () => {
    const { stripe } = await givenSandbox();
    const { url } = await stripe.checkout.sessions.create(ORDER);
    const { id: customer } = await stripe.customers.create({});
    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    for (const method of [id, '4242424242424242', 'pm_card_nobody', '']) {
      expect(await (await payBy(url ?? '', method)).text()).toContain('role="alert"');
    }
    expect((await stripe.charges.list()).data).toEqual([]);
  });

  it('is over once it has expired, and never was for a wrong address', async () => {
    const { stripe, sandbox } = await givenSandbox();
    const { id, url } = await stripe.checkout.sessions.create(ORDER);
    await stripe.checkout.sessions.expire(id);
    expect((await fetch(url ?? '')).status).toBe(410);
    expect((await fetch(`${sandbox.address}/c/pay/cs_test_nobody`)).status).toBe(404);
    expect((await fetch(`${sandbox.address}/pay/plink_nobody`)).status).toBe(404);
    expect((await fetch(`${sandbox.address}/3ds/pi_nobody`)).status).toBe(404);
  });
});

describe('the page of 3-D Secure', () => {
  it('confirms a session', async () => {
    const { stripe, sandbox } = await givenSandbox();
    const { id, url } = await stripe.checkout.sessions.create(ORDER);
    const asked = await payBy(url ?? '', 'pm_card_threeDSecure2Required');
    const bank = `${sandbox.address}${asked.headers.get('location') ?? ''}`;
    expect(await (await fetch(bank)).text()).toContain('$18.00');
    const back = await post(bank, { result: 'passed' });
    expect(back.headers.get('location')).toBe(`https://shop.example/thanks?session=${id}`);
    const [charge] = (await stripe.charges.list()).data;
    expect(charge?.payment_method_details?.card?.three_d_secure?.result).toBe('authenticated');
  });

  it('refuses a session, which stays open', async () => {
    const { stripe, sandbox } = await givenSandbox();
    const { id, url } = await stripe.checkout.sessions.create(ORDER);
    const asked = await payBy(url ?? '', 'pm_card_threeDSecure2Required');
    const back = await post(`${sandbox.address}${asked.headers.get('location') ?? ''}`, { result: 'failed' });
    expect(back.headers.get('location')).toBe(`/c/pay/${id}?failed=1`);
    const page = await (await fetch(`${sandbox.address}/c/pay/${id}?failed=1`)).text();
    expect(page).toContain('Your bank did not confirm the payment.');
    const session = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
    expect(session).toMatchObject({
      status: 'open',
      payment_intent: { last_payment_error: { code: 'payment_intent_authentication_failure' } },
    });
    expect((await stripe.charges.list()).data).toEqual([]);
  });

  it.each([
    ['passed', 'succeeded', 'succeeded'],
    ['failed', 'requires_payment_method', 'failed'],
  ])('leads a payment intent back, %s', async (result, status, told) => {
    const { stripe } = await givenSandbox();
    const waiting = await pay(stripe, {
      by: 'pm_card_authenticationRequired',
      return_url: 'https://shop.example/back?order=7',
    });
    const back = new URL(
      (await post(waiting.next_action?.redirect_to_url?.url ?? '', { result })).headers.get('location') ?? '',
    );
    expect(`${back.origin}${back.pathname}`).toBe('https://shop.example/back');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      order: '7',
      payment_intent: waiting.id,
      payment_intent_client_secret: waiting.client_secret,
      redirect_status: told,
    });
    expect((await stripe.paymentIntents.retrieve(waiting.id)).status).toBe(status);
  });

  it('with a card that is declined after it', async () => {
    const { stripe } = await givenSandbox();
    const waiting = await pay(stripe, {
      by: 'pm_card_threeDSecureRequiredChargeDeclined',
      return_url: 'https://shop.example/back',
    });
    await post(waiting.next_action?.redirect_to_url?.url ?? '', { result: 'passed' });
    const after = await stripe.paymentIntents.retrieve(waiting.id);
    expect(after).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code: 'card_declined' } });
  });

  it('hands over to the server, where that confirms by hand', async () => {
    const { stripe } = await givenSandbox();
    const waiting = await pay(stripe, {
      by: 'pm_card_threeDSecure2Required',
      confirmation_method: 'manual',
      return_url: 'https://shop.example/back',
    });
    await post(waiting.next_action?.redirect_to_url?.url ?? '', { result: 'passed' });
    expect((await stripe.paymentIntents.retrieve(waiting.id)).status).toBe('requires_confirmation');
    expect((await stripe.paymentIntents.confirm(waiting.id)).status).toBe('succeeded');
  });
});

describe('a payment link', () => {
  const LINK = { line_items: ORDER.line_items as Stripe.PaymentLinkCreateParams.LineItem[] };

  it('opens a session for each who follows it, until it is used up', async () => {
    const { stripe, sandbox } = await givenSandbox();
    const link = await stripe.paymentLinks.create({
      ...LINK,
      payment_intent_data: { description: 'Spring' },
      restrictions: { completed_sessions: { limit: 1 } },
      after_completion: { type: 'hosted_confirmation', hosted_confirmation: { custom_message: 'See you <soon>' } },
    });
    const open = async () => (await fetch(link.url, { redirect: 'manual' })).headers.get('location') ?? '';
    const [one, two] = [await open(), await open()];
    expect(one).not.toBe(two);
    const paid = await payBy(`${sandbox.address}${one}`, 'pm_card_visa');
    expect(await paid.text()).toContain('See you &lt;soon&gt;');
    const [session] = (
      await stripe.checkout.sessions.list({
        payment_link: link.id,
        status: 'complete',
        expand: ['data.payment_intent'],
      })
    ).data;
    expect(session).toMatchObject({ payment_link: link.id, payment_intent: { description: 'Spring' } });
    expect((await stripe.paymentLinks.retrieve(link.id)).restrictions?.completed_sessions).toEqual({
      count: 1,
      limit: 1,
    });
    expect((await fetch(link.url)).status).toBe(400);
  });

  it('that is switched off says what the shop says', async () => {
    const { stripe } = await givenSandbox();
    const link = await stripe.paymentLinks.create({ ...LINK, inactive_message: 'Sold out' });
    await stripe.paymentLinks.update(link.id, { active: false });
    expect(await (await fetch(link.url)).text()).toContain('Sold out');
  });
});
