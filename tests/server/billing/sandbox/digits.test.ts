import { describe, expect, it } from 'vitest';
import { STRIPE_CURRENCIES } from '#tests/support/stripeCurrencies.ts';
import { failure, givenSandbox, idOf, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const REFUSED = { statusCode: 400, code: 'parameter_invalid_integer' };
const stepped = STRIPE_CURRENCIES.filter(({ step }) => step > 1).map(({ currency, step }) => ({
  currency: currency.toLowerCase(),
  step,
}));

describe.each(stepped)('an amount in $currency', ({ currency, step }) => {
  const whole = 100 * step;

  it('that is no multiple is neither charged, captured nor refunded, and not asked for on a page', async () => {
    const { stripe } = await givenSandbox();
    expect(await failure(pay(stripe, { currency, amount: whole + 1 }))).toMatchObject({ ...REFUSED, param: 'amount' });
    const held = await pay(stripe, { currency, amount: whole, capture_method: 'manual' });
    expect(await failure(stripe.paymentIntents.capture(held.id, { amount_to_capture: whole - 1 }))).toMatchObject({
      ...REFUSED,
      param: 'amount_to_capture',
    });
    await stripe.paymentIntents.capture(held.id, { amount_to_capture: whole - step });
    const old = await stripe.charges.create({ currency, amount: whole, source: 'tok_visa', capture: false });
    expect(await failure(stripe.charges.capture(old.id, { amount: whole - 1 }))).toMatchObject(REFUSED);
    const paid = await pay(stripe, { currency, amount: whole });
    const charge = idOf(paid.latest_charge);
    expect(await failure(stripe.refunds.create({ charge, amount: step + 1 }))).toMatchObject(REFUSED);
    expect((await stripe.refunds.create({ charge, amount: step })).amount).toBe(step);
    const line_items = [
      { quantity: 1, price_data: { currency, unit_amount: whole + 1, product_data: { name: 'A vase' } } },
    ];
    const session = { mode: 'payment', success_url: 'https://shop.example/', line_items } as const;
    expect(await failure(stripe.checkout.sessions.create(session))).toMatchObject(REFUSED);
    expect(await failure(stripe.paymentLinks.create({ line_items }))).toMatchObject(REFUSED);
  });
});

describe.each(['huf', 'twd', 'isk', 'ugx'])('a payout in %s', (currency) => {
  it('is whole', async () => {
    const { stripe } = await givenSandbox();
    await pay(stripe, { currency, amount: 100_000, by: 'pm_card_bypassPending' });
    expect(await failure(stripe.payouts.create({ currency, amount: 1_045 }))).toMatchObject(REFUSED);
    expect((await stripe.payouts.create({ currency, amount: 1_000 })).amount).toBe(1_000);
  });
});

it('is written on the page where somebody pays with the decimals it has at Stripe', async () => {
  const { stripe } = await givenSandbox();
  for (const [currency, unit_amount, written] of [
    ['isk', 500_000, '5,000.00'],
    ['ugx', 500_000, '5,000.00'],
    ['jpy', 5_000, '¥5,000'],
    ['kwd', 1_230, '1.230'],
  ] as const) {
    const { url } = await stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://shop.example/',
      line_items: [{ quantity: 1, price_data: { currency, unit_amount, product_data: { name: 'A vase' } } }],
    });
    expect(await (await fetch(url ?? '')).text(), currency).toContain(written);
  }
});
