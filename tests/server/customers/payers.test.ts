import { expect, it } from 'vitest';
import { payAt } from '#tests/server/billing/gateway/payAt.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { newId } from '#tests/support/make.ts';
import { givenTrade } from './givenTrade.ts';

const EMAIL = 'ada@example.com';

it('who pays what was asked for in their conversation is known, and what else they paid', async () => {
  const shop = await givenTrade();
  const ada = await shop.newCustomer();
  const { url } = await shop.support.call('billing.requestPayment', {
    id: newId(),
    conversationId: ada.conversationId,
    amount: 12_345,
    currency: 'EUR',
    description: 'The blue teapot',
  });
  await payAt(url);
  await expect.poll(async () => (await shop.money(ada.customerId)).payers.length, { timeout: 15_000 }).toBe(1);
  const [payer] = (await shop.money(ada.customerId)).payers;
  expect(payer).toMatchObject({ how: 'request', linkedBy: null, payment: null, email: EMAIL });
  await pay(shop.stripe, { customer: payer?.payerId ?? '', amount: 655, currency: 'eur' });
  await expect
    .poll(async () => (await shop.money(ada.customerId)).totals, { timeout: 15_000 })
    .toEqual([{ currency: 'EUR', payments: 2, paid: 13_000, refunded: 0 }]);
});

it('an address that a visitor gave is a suggestion, and a person makes it a link', async () => {
  const shop = await givenTrade();
  const ada = await shop.newCustomer();
  // Written down as the visitor said, without anybody who vouches for it.
  await shop.describe(ada.customerId, 'Ada@Example.com', 'Ada', false);
  const cus = await shop.stripe.customers.create({ email: EMAIL, name: 'Ada Park' });
  const guest = await pay(shop.stripe, { receipt_email: 'ADA@example.com', amount: 700 });
  await pay(shop.stripe, { receipt_email: 'somebody@example.com' });
  await shop.suggested(ada.customerId, [cus.id, guest.id]);
  const before = await shop.money(ada.customerId);
  expect(before).toMatchObject({ payers: [], totals: [], firstPaymentAt: null });
  const isVerified = async () =>
    (await shop.support.call('customers.get', { customerId: ada.customerId })).isEmailVerified;
  expect(await isVerified()).toBe(false);
  expect(before.suggestions[1]).toMatchObject({ payment: { amount: 700, currency: 'USD' } });

  await shop.link(ada.customerId, guest.id);
  await shop.linked(ada.customerId, { [guest.id]: 'hand' });
  await shop.suggested(ada.customerId, [cus.id]);
  await shop.settled();
  const after = await shop.money(ada.customerId);
  expect(after.totals).toEqual([{ currency: 'USD', payments: 1, paid: 700, refunded: 0 }]);
  expect(after.payers[0]).toMatchObject({ linkedBy: 'Sam Support', payment: { amount: 700 } });
  const { payment } = await shop.support.call('billing.payment', { paymentId: guest.id });
  expect(payment.customer).toEqual({ stripeId: null, id: ada.customerId });

  // Once somebody vouches for the address, the machine goes on by itself.
  await shop.describe(ada.customerId, 'ada@example.com', 'Ada', true);
  expect(await isVerified()).toBe(true);
  await shop.linked(ada.customerId, { [guest.id]: 'hand', [cus.id]: 'email' });
});

it('an address that a colleague wrote down links what has it already and what comes later', async () => {
  const shop = await givenTrade();
  const ada = await shop.newCustomer();
  const cus = await shop.stripe.customers.create({ email: 'ADA@example.com' });
  const guest = await pay(shop.stripe, { receipt_email: EMAIL });
  await expect
    .poll(() => queryRows(shop.server.dataDirectory, 'SELECT id FROM stripe_customer').length, { timeout: 15_000 })
    .toBe(1);
  await shop.settled();
  await shop.describe(ada.customerId, 'Ada@example.com');
  await shop.linked(ada.customerId, { [cus.id]: 'email', [guest.id]: 'email' });

  const later = await shop.stripe.customers.create({});
  await shop.stripe.customers.update(later.id, { email: EMAIL });
  await shop.linked(ada.customerId, { [cus.id]: 'email', [guest.id]: 'email', [later.id]: 'email' });
});

it('an address that two of our customers have links nothing: it is suggested to both', async () => {
  const shop = await givenTrade();
  const ada = await shop.newCustomer();
  const other = await shop.newCustomer();
  await shop.describe(ada.customerId, EMAIL);
  await shop.describe(other.customerId, EMAIL, 'Ada’s sister');
  const cus = await shop.stripe.customers.create({ email: EMAIL });
  await shop.suggested(ada.customerId, [cus.id]);
  await shop.suggested(other.customerId, [cus.id]);
  await shop.link(ada.customerId, cus.id);
  await shop.suggested(other.customerId, []);
  expect(
    await shop.support.refusal('customers.linkPayer', { id: newId(), customerId: other.customerId, payerId: cus.id }),
  ).toMatchObject({ code: 'CONFLICT', details: { reason: 'linkedElsewhere' } });
});

it('a Stripe customer that carries our customer’s id is theirs, whatever its address says', async () => {
  const shop = await givenTrade();
  const ada = await shop.newCustomer();
  const other = await shop.newCustomer();
  await shop.describe(other.customerId, EMAIL);
  const cus = await shop.stripe.customers.create({ email: EMAIL, metadata: { optimaliq_customer: ada.customerId } });
  await shop.stripe.customers.create({ metadata: { optimaliq_customer: newId() } });
  await shop.linked(ada.customerId, { [cus.id]: 'verified' });
  expect(await shop.money(other.customerId)).toMatchObject({ payers: [], suggestions: [] });
});

it('what a person took off somebody is not matched again, only by a person; the journal tells all of it, ids only', async () => {
  const shop = await givenTrade();
  const ada = await shop.newCustomer();
  const { cursor } = await shop.support.call('feed.subscribe', { subscription: 'payments' });
  await shop.describe(ada.customerId, EMAIL);
  const cus = await shop.stripe.customers.create({ email: EMAIL, name: 'Ada' });
  await shop.linked(ada.customerId, { [cus.id]: 'email' });
  await shop.unlink(ada.customerId, cus.id);
  await shop.linked(ada.customerId, {});
  await shop.suggested(ada.customerId, []);

  // Whatever changes, and whoever writes the address down once more.
  await shop.stripe.customers.update(cus.id, { name: 'Ada Park', metadata: { optimaliq_customer: ada.customerId } });
  await shop.describe(ada.customerId, null);
  await shop.describe(ada.customerId, EMAIL);
  await expect
    .poll(() => queryRows(shop.server.dataDirectory, 'SELECT name FROM stripe_customer'), { timeout: 15_000 })
    .toEqual([{ name: 'Ada Park' }]);
  await shop.linked(ada.customerId, {});
  const again = { id: newId(), customerId: ada.customerId, payerId: cus.id };
  expect(await shop.support.refusal('customers.unlinkPayer', again)).toMatchObject({
    code: 'NOT_FOUND',
    details: { reason: 'payer' },
  });
  await shop.link(ada.customerId, cus.id);
  await shop.linked(ada.customerId, { [cus.id]: 'hand' });

  const entries = queryRows(
    shop.server.dataDirectory,
    `SELECT name, actorKind, factsJson, subjectsJson FROM journal WHERE name LIKE 'customers.payments%' ORDER BY seq`,
  ) as { name: string; actorKind: string; factsJson: string; subjectsJson: string }[];
  expect(entries.map(({ name, actorKind, factsJson }) => [name, actorKind, JSON.parse(factsJson) as unknown])).toEqual([
    ['customers.paymentsLinked', 'system', { how: 'email', payerId: cus.id }],
    ['customers.paymentsUnlinked', 'staff', { how: 'email', payerId: cus.id }],
    ['customers.paymentsLinked', 'staff', { how: 'hand', payerId: cus.id }],
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/ada|example/i);
  expect((await shop.moments(ada.customerId)).filter(({ kind }) => kind === 'payers')).toMatchObject([
    { change: 'linked', how: 'hand', by: 'Sam Support', payerId: cus.id, name: 'Ada Park' },
    { change: 'unlinked', how: 'email', by: 'Sam Support' },
    { change: 'linked', how: 'email', by: null },
  ]);

  const told = { customerId: ada.customerId, payerId: cus.id };
  const live = () => shop.support.events.all.filter(({ name }) => name === 'customers.payersChanged');
  await expect.poll(() => live().map(({ data }) => data)).toEqual([told, told, told]);
  const { events } = await shop.support.call('feed.resume', { subscription: 'payments', after: cursor });
  expect(events.filter(({ name }) => name === 'customers.payersChanged').map(({ data }) => data)).toEqual([
    told,
    told,
    told,
  ]);
});

it('nobody takes payments off a customer whose they are not, nor links what nobody paid', async () => {
  const shop = await givenTrade();
  const ada = await shop.newCustomer();
  const other = await shop.newCustomer();
  const cus = await shop.stripe.customers.create({ email: EMAIL });
  const paid = await pay(shop.stripe, { customer: cus.id });
  await expect
    .poll(async () => (await shop.finance.call('billing.payments', {})).payments.length, { timeout: 15_000 })
    .toBe(1);
  await shop.settled();
  // The payment of a Stripe customer stands for all of theirs.
  await shop.link(ada.customerId, paid.id);
  await shop.linked(ada.customerId, { [cus.id]: 'hand' });
  for (const input of [
    { customerId: other.customerId, payerId: cus.id },
    { customerId: ada.customerId, payerId: paid.id },
  ])
    expect(await shop.support.refusal('customers.unlinkPayer', { id: newId(), ...input })).toMatchObject({
      code: 'NOT_FOUND',
    });
  await shop.linked(ada.customerId, { [cus.id]: 'hand' });
  for (const [customerId, payerId] of [
    [ada.customerId, 'cus_nobodys'],
    [newId(), cus.id],
  ] as const)
    expect(await shop.support.refusal('customers.linkPayer', { id: newId(), customerId, payerId })).toMatchObject({
      code: 'NOT_FOUND',
    });
});

it('Stripe customers are found by name, address, id, and a payment of theirs; of deleted ones nothing is kept', async () => {
  const shop = await givenTrade();
  const ada = await shop.newCustomer();
  const cus = await shop.stripe.customers.create({ email: EMAIL, name: 'Ada Márquez Park' });
  const bob = await shop.stripe.customers.create({ email: 'bob@example.com', name: 'Bob' });
  const paid = await pay(shop.stripe, { customer: cus.id });
  const guest = await pay(shop.stripe);
  await expect
    .poll(async () => (await shop.finance.call('billing.payments', {})).payments.length, { timeout: 15_000 })
    .toBe(2);
  await shop.settled();
  await shop.link(ada.customerId, cus.id);
  const find = async (text: string) =>
    (await shop.support.call('customers.findPayers', { text })).payers.map(({ payerId }) => payerId);
  for (const text of ['marq par', 'ADA@exam', cus.id, paid.id]) expect(await find(text), text).toEqual([cus.id]);
  expect(await find('example.com')).toEqual([bob.id, cus.id]);
  expect(await find(guest.id)).toEqual([guest.id]);
  expect(await find('')).toEqual([]);
  const { payers } = await shop.support.call('customers.findPayers', { text: 'ada' });
  expect(payers[0]).toMatchObject({ customer: { id: ada.customerId }, name: 'Ada Márquez Park' });

  await shop.stripe.customers.del(bob.id);
  await expect.poll(() => find('bob'), { timeout: 15_000 }).toEqual([]);
  expect(queryRows(shop.server.dataDirectory, 'SELECT id FROM stripe_customer')).toEqual([{ id: cus.id }]);
});
