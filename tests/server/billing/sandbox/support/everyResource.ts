import type Stripe from 'stripe';
import { chargeOf, idOf, pay } from './givenSandbox.ts';

/** One object of each of our kinds, as the SDK gets it, under the name that it has in `object`. */
export async function everyResource(stripe: Stripe): Promise<Readonly<Record<string, unknown>>> {
  const customer = await stripe.customers.create({ name: 'Ada', source: 'tok_visa', payment_method: 'pm_card_visa' });
  const paid = await pay(stripe, { customer: customer.id, by: 'pm_card_bypassPending' });
  const charge = await chargeOf(stripe, paid);
  const disputed = await pay(stripe, { by: 'pm_card_createDispute' });
  await pay(stripe, { currency: 'eur', by: 'pm_card_bypassPending' });
  const price = await stripe.prices.create({ currency: 'usd', unit_amount: 900, product_data: { name: 'Mug' } });
  const line_items = [{ price: price.id, quantity: 1 }];
  const session = await stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: 'https://shop.example',
    line_items,
  });
  const setup = await stripe.setupIntents.create({
    payment_method: 'pm_card_visa',
    allowed_payment_method_types: ['card'],
    confirm: true,
  });
  const [dispute] = (await stripe.disputes.list({ payment_intent: disputed.id })).data;
  return {
    balance: await stripe.balance.retrieve(),
    balance_transaction: await stripe.balanceTransactions.retrieve(idOf(charge.balance_transaction)),
    card: (await stripe.customers.listSources(customer.id)).data[0],
    charge,
    'checkout.session': session,
    customer,
    deleted_customer: await stripe.customers.del((await stripe.customers.create({})).id),
    deleted_product: await stripe.products.del((await stripe.products.create({ name: 'Bowl' })).id),
    deleted_webhook_endpoint: await stripe.webhookEndpoints.del(
      (await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9', enabled_events: ['charge.refunded'] })).id,
    ),
    dispute,
    event: (await stripe.events.list({ limit: 1 })).data[0],
    file: await stripe.files.create({
      purpose: 'dispute_evidence',
      file: { data: Buffer.from('%PDF-1.7 receipt'), name: 'receipt.pdf', type: 'application/pdf' },
    }),
    item: (await stripe.checkout.sessions.listLineItems(session.id)).data[0],
    payment_intent: paid,
    payment_link: await stripe.paymentLinks.create({ line_items }),
    payment_method: await stripe.paymentMethods.retrieve(idOf(paid.payment_method)),
    payout: await stripe.payouts.create({ amount: 100, currency: 'eur' }),
    price,
    product: await stripe.products.retrieve(idOf(price.product)),
    refund: await stripe.refunds.create({ charge: charge.id, amount: 100 }),
    setup_attempt: (await stripe.setupAttempts.list({ setup_intent: setup.id })).data[0],
    setup_intent: setup,
    source: await stripe.sources.create({ type: 'card', token: 'tok_visa' }),
    token: await stripe.tokens.create({ card: { number: '4242424242424242', exp_month: '12', exp_year: '2034' } }),
    webhook_endpoint: await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9', enabled_events: ['*'] }),
  };
}
