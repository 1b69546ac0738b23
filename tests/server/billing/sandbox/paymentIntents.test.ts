import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import {
  chargeOf,
  DAY,
  eventTypes,
  failure,
  givenSandbox,
  pay,
} from '#tests/server/billing/sandbox/support/givenSandbox.ts';

describe('a payment intent', () => {
  it('is created, changed, confirmed and found', async () => {
    const { stripe } = await givenSandbox();
    const made = await stripe.paymentIntents.create({
      amount: 1_500,
      currency: 'eur',
      description: 'Mug',
      metadata: { order: '7' },
    });
    expect(made).toMatchObject({
      status: 'requires_payment_method',
      amount: 1_500,
      latest_charge: null,
      livemode: false,
    });
    expect(made.client_secret).toContain(`${made.id}_secret_`);
    const changed = await stripe.paymentIntents.update(made.id, { amount: 1_600, payment_method: 'pm_card_visa' });
    expect(changed).toMatchObject({ status: 'requires_confirmation', amount: 1_600 });
    const paid = await stripe.paymentIntents.confirm(made.id, { return_url: 'https://shop.example/back' });
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 1_600, metadata: { order: '7' } });
    expect(await chargeOf(stripe, paid)).toMatchObject({
      amount: 1_600,
      amount_captured: 1_600,
      captured: true,
      description: 'Mug',
      paid: true,
      status: 'succeeded',
      outcome: { type: 'authorized' },
    });
    expect((await stripe.paymentIntents.list()).data.map(({ id }) => id)).toEqual([made.id]);
    expect(await eventTypes(stripe)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'charge.updated',
      'payment_intent.succeeded',
    ]);
  });

  it('with methods of the dashboard is confirmed with an address to come back to', async () => {
    const { stripe } = await givenSandbox();
    const refused = await failure(
      stripe.paymentIntents.create({ amount: 500, currency: 'usd', payment_method: 'pm_card_visa', confirm: true }),
    );
    expect(refused.message).toContain('you must provide a `return_url`');
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
    const order = { amount: 500, currency: 'usd', payment_method: 'pm_card_visa', confirm: true };
    const never = { enabled: true, allow_redirects: 'never' } as const;
    const here = await stripe.paymentIntents.create({ ...order, automatic_payment_methods: never });
    expect(here.status).toBe('succeeded');
    expect((await stripe.paymentIntents.create({ ...order, off_session: true })).status).toBe('succeeded');
    const cards = await pay(stripe, {
      allowed_payment_method_types: ['card', 'klarna'],
      return_url: 'https://shop.example',
    });
    expect(cards).toMatchObject({
      allowed_payment_method_types: ['card', 'klarna'],
      payment_method_types: ['card'],
      status: 'succeeded',
    });
    const wrong = await failure(pay(stripe, { return_url: 'javascript:alert(1)' }));
    expect(wrong).toMatchObject({ code: 'url_invalid', param: 'return_url' });
  });

  it.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['pm_card_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', ''],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', ''],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', ''],
    ['pm_card_chargeDeclinedVelocityLimitExceeded', 'card_declined', 'card_velocity_exceeded'],
    ['pm_card_chargeDeclinedFraudulent', 'card_declined', 'fraudulent'],
  ])('by %s is refused with %s', async (by, code, decline) => {
    const { stripe } = await givenSandbox();
    const refused = await failure(pay(stripe, { by }));
    expect(refused).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(refused).toMatchObject({ statusCode: 402, code });
    expect(refused.decline_code).toBe(decline);
    const intent = await stripe.paymentIntents.retrieve(refused.payment_intent?.id ?? '');
    expect(intent).toMatchObject({ status: 'requires_payment_method', payment_method: null });
    expect(intent.last_payment_error).toMatchObject({ code, charge: intent.latest_charge, type: 'card_error' });
    expect(await chargeOf(stripe, intent)).toMatchObject({
      status: 'failed',
      paid: false,
      amount_captured: 0,
      failure_code: code,
      balance_transaction: null,
    });
    expect(await eventTypes(stripe)).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ]);
  });

  it('that was declined can be paid by another method', async () => {
    const { stripe } = await givenSandbox();
    const { payment_intent: refused } = await failure(pay(stripe, { by: 'pm_card_chargeDeclined' }));
    const paid = await stripe.paymentIntents.confirm(refused?.id ?? '', { payment_method: 'pm_card_visa' });
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null });
    expect((await stripe.charges.list({ payment_intent: paid.id })).data.map(({ status }) => status)).toEqual([
      'succeeded',
      'failed',
    ]);
  });

  it.each([
    [{ amount: 49 }, 'amount_too_small'],
    [{ amount: 100_000_000 }, 'amount_too_large'],
    [{ amount: 0 }, 'parameter_invalid_integer'],
    [{ amount: 1_234, currency: 'kwd' }, 'parameter_invalid_integer'],
    [{ customer: 'cus_nobody' }, 'resource_missing'],
    [{ payment_method: 'pm_nobody' }, 'resource_missing'],
  ])('of %o is refused', async (given, code) => {
    const { stripe } = await givenSandbox();
    expect(await failure(pay(stripe, given))).toMatchObject({ statusCode: 400, code });
    expect((await stripe.events.list()).data).toEqual([]);
  });

  it('does not take another customer’s method, and gives its own to its customer for later', async () => {
    const { stripe } = await givenSandbox();
    const [one, two] = [await stripe.customers.create({}), await stripe.customers.create({})];
    const paid = await pay(stripe, { customer: one.id, setup_future_usage: 'off_session' });
    const [kept] = (await stripe.customers.listPaymentMethods(one.id)).data;
    expect(kept?.id).toBe(paid.payment_method);
    expect((await failure(pay(stripe, { by: kept?.id ?? '', customer: two.id }))).param).toBe('payment_method');
    expect((await pay(stripe, { by: kept?.id ?? '', customer: one.id, off_session: true })).status).toBe('succeeded');
  });

  it('cannot be confirmed twice, nor without a method', async () => {
    const { stripe } = await givenSandbox();
    const { id } = await pay(stripe);
    expect(await failure(stripe.paymentIntents.confirm(id))).toMatchObject({ code: 'payment_intent_unexpected_state' });
    expect(await failure(stripe.paymentIntents.update(id, { amount: 900 }))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    expect((await stripe.paymentIntents.update(id, { metadata: { a: 'b' } })).metadata).toEqual({ a: 'b' });
    const empty = await stripe.paymentIntents.create({
      amount: 500,
      currency: 'usd',
      allowed_payment_method_types: ['card'],
    });
    expect((await failure(stripe.paymentIntents.confirm(empty.id))).message).toContain('missing a payment method');
  });
});

describe('3-D Secure', () => {
  it('is asked for, and off session refused', async () => {
    const { stripe } = await givenSandbox();
    const waiting = await pay(stripe, { by: 'pm_card_threeDSecure2Required', return_url: 'https://shop.example/back' });
    expect(waiting).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'redirect_to_url' },
      latest_charge: null,
    });
    const inApp = await pay(stripe, { by: 'pm_card_threeDSecure2Required' });
    expect(inApp.next_action?.type).toBe('use_stripe_sdk');
    for (const alone of [{ off_session: true }, { error_on_requires_action: true }]) {
      const refused = await failure(pay(stripe, { by: 'pm_card_authenticationRequired', ...alone }));
      expect(refused).toMatchObject({ code: 'authentication_required', decline_code: 'authentication_required' });
      const intent = await stripe.paymentIntents.retrieve(refused.payment_intent?.id ?? '');
      expect(intent.status).toBe('requires_payment_method');
      expect((await chargeOf(stripe, intent)).status).toBe('failed');
    }
    expect((await stripe.paymentIntents.cancel(waiting.id)).status).toBe('canceled');
  });

  it('is asked for by the shop where the card can', async () => {
    const { stripe } = await givenSandbox();
    const any = { card: { request_three_d_secure: 'any' } } as const;
    expect((await pay(stripe, { by: 'pm_card_threeDSecureOptional' })).status).toBe('succeeded');
    expect((await pay(stripe, { by: 'pm_card_threeDSecureOptional', payment_method_options: any })).status).toBe(
      'requires_action',
    );
    expect((await pay(stripe, { payment_method_options: any })).status).toBe('succeeded');
    const manual = { card: { capture_method: 'manual' } } as const;
    expect((await failure(pay(stripe, { payment_method_options: manual }))).param).toBe(
      'payment_method_options[card][capture_method]',
    );
  });
});

describe('a debit by bank', () => {
  const debit = (stripe: Stripe, iban: string) =>
    stripe.paymentIntents.create({
      amount: 3_000,
      currency: 'eur',
      confirm: true,
      allowed_payment_method_types: ['sepa_debit'],
      payment_method_data: { type: 'sepa_debit', sepa_debit: { iban } },
    });

  it('takes days, and then is paid', async () => {
    const { stripe, control } = await givenSandbox();
    const started = await debit(stripe, 'AT611904300234573201');
    expect(started.status).toBe('processing');
    expect(await chargeOf(stripe, started)).toMatchObject({ status: 'pending', paid: false });
    expect((await stripe.balance.retrieve()).pending).toMatchObject([{ amount: 0 }]);
    await control.command('advance', { seconds: 3 * DAY });
    const paid = await stripe.paymentIntents.retrieve(started.id);
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 3_000 });
    expect((await eventTypes(stripe)).filter((type) => type.startsWith('payment_intent'))).toEqual([
      'payment_intent.created',
      'payment_intent.processing',
      'payment_intent.succeeded',
    ]);
  });

  it('is returned', async () => {
    const { stripe, control } = await givenSandbox();
    const started = await debit(stripe, 'AT861904300235473202');
    await control.command('advance', { seconds: 3 * DAY });
    const failed = await stripe.paymentIntents.retrieve(started.id);
    expect(failed.status).toBe('requires_payment_method');
    expect(await chargeOf(stripe, failed)).toMatchObject({ status: 'failed', captured: false, amount_captured: 0 });
    expect((await stripe.balanceTransactions.list()).data).toEqual([]);
  });
});
