import { describe, expect, it } from 'vitest';
import {
  chargeOf,
  DAY,
  eventTypes,
  failure,
  givenSandbox,
  idOf,
  pay,
} from '#tests/server/billing/sandbox/support/givenSandbox.ts';

/** Noon of some day, standing still: what moves is what the test advances. */
const NOON = 20_000 * DAY + DAY / 2;

async function givenNoon() {
  const given = await givenSandbox({ machine: () => NOON * 1_000 });
  const amounts = async () => {
    const { available, pending } = await given.stripe.balance.retrieve();
    return { available: available[0]?.amount, pending: pending[0]?.amount };
  };
  return { ...given, amounts };
}

describe('the balance', () => {
  it('holds a payment less its fee, two midnights later to be used', async () => {
    const { stripe, control, amounts } = await givenNoon();
    expect(await amounts()).toEqual({ available: 0, pending: 0 });
    const charge = await chargeOf(stripe, await pay(stripe));
    const booked = await stripe.balanceTransactions.retrieve(idOf(charge.balance_transaction));
    expect(booked).toMatchObject({
      amount: 2_000,
      fee: 88,
      net: 1_912,
      fee_details: [{ amount: 88, type: 'stripe_fee', currency: 'usd' }],
      available_on: 20_002 * DAY,
      status: 'pending',
      source: charge.id,
      type: 'charge',
    });
    expect(await amounts()).toEqual({ available: 0, pending: 1_912 });
    await control.command('advance', { seconds: 1.5 * DAY - 1 });
    expect(await amounts()).toEqual({ available: 0, pending: 1_912 });
    await control.command('advance', { seconds: 1 });
    expect(await amounts()).toEqual({ available: 1_912, pending: 0 });
    expect((await stripe.balanceTransactions.retrieve(booked.id)).status).toBe('available');
    expect((await eventTypes(stripe)).at(-1)).toBe('balance.available');
  });

  it('is at once there for pm_card_bypassPending, and each currency apart', async () => {
    const { stripe } = await givenNoon();
    await pay(stripe, { by: 'pm_card_bypassPending' });
    await pay(stripe, { currency: 'eur', by: 'pm_card_bypassPending' });
    const { available } = await stripe.balance.retrieve();
    expect(available.map(({ currency, amount }) => [currency, amount])).toEqual([
      ['eur', 1_945],
      ['usd', 1_912],
    ]);
  });

  it('is the sum of its transactions, refunds included', async () => {
    const { stripe, amounts } = await givenNoon();
    const paid = await pay(stripe, { by: 'pm_card_bypassPending' });
    await stripe.refunds.create({ payment_intent: paid.id, amount: 500 });
    const all = await stripe.balanceTransactions.list({ limit: 1 }).autoPagingToArray({ limit: 100 });
    expect(all.map(({ type, net }) => [type, net])).toEqual([
      ['refund', -500],
      ['charge', 1_912],
    ]);
    expect((await amounts()).available).toBe(1_412);
    expect((await stripe.balanceTransactions.list({ currency: 'eur' })).data).toEqual([]);
    expect((await failure(stripe.balanceTransactions.retrieve('txn_nobody'))).statusCode).toBe(404);
  });
});

describe('a payout', () => {
  it('is sent, and arrives', async () => {
    const { stripe, control, amounts } = await givenNoon();
    await pay(stripe, { by: 'pm_card_bypassPending' });
    const payout = await stripe.payouts.create({ amount: 1_000, currency: 'usd', metadata: { week: '1' } });
    expect(payout).toMatchObject({
      status: 'pending',
      automatic: false,
      arrival_date: 20_002 * DAY,
      method: 'standard',
    });
    expect((await amounts()).available).toBe(912);
    await control.command('advance', { seconds: DAY / 2 });
    expect((await stripe.payouts.retrieve(payout.id)).status).toBe('in_transit');
    expect((await failure(stripe.payouts.cancel(payout.id))).statusCode).toBe(400);
    await control.command('advance', { seconds: DAY });
    expect((await stripe.payouts.retrieve(payout.id)).status).toBe('paid');
    expect(await eventTypes(stripe, payout.id)).toEqual(['payout.created', 'payout.updated', 'payout.paid']);
    expect((await stripe.balanceTransactions.list({ source: payout.id })).data).toMatchObject([
      { amount: -1_000, type: 'payout' },
    ]);
    expect((await failure(stripe.balanceTransactions.list({ payout: payout.id }))).param).toBe('payout');
  });

  it('is sent back by a bank on order, once it was sent: the money is there again', async () => {
    const { stripe, control, amounts } = await givenNoon();
    await pay(stripe, { payment_method: 'pm_card_bypassPending' });
    const { id } = await stripe.payouts.create({ amount: 1_000, currency: 'usd' });
    await expect(control.command('fail-payout', { id })).rejects.toThrow('it has a status of pending');
    await expect(control.command('fail-payout', { id: 'po_none' })).rejects.toThrow("No such payout: 'po_none'");
    await control.command('advance', { seconds: 3 * DAY });
    const { available } = await amounts();
    await control.command('fail-payout', { id });
    const failed = await stripe.payouts.retrieve(id);
    expect(failed).toMatchObject({ status: 'failed', failure_code: 'account_closed' });
    expect((await amounts()).available).toBe((available ?? 0) + 1_000);
    expect((await eventTypes(stripe, id)).at(-1)).toBe('payout.failed');
  });

  it('is cancelled while it waits, changed and found', async () => {
    const { stripe, control, amounts } = await givenNoon();
    await pay(stripe, { by: 'pm_card_bypassPending' });
    const { id } = await stripe.payouts.create({ amount: 1_000, currency: 'usd' });
    expect((await stripe.payouts.update(id, { metadata: { week: '2' } })).metadata).toEqual({ week: '2' });
    expect((await stripe.payouts.cancel(id)).status).toBe('canceled');
    expect((await amounts()).available).toBe(1_912);
    await control.command('advance', { seconds: 5 * DAY });
    expect((await stripe.payouts.list({ status: 'canceled' })).data).toHaveLength(1);
    expect((await stripe.payouts.list({ status: 'paid' })).data).toEqual([]);
    expect((await stripe.payouts.list({ arrival_date: { gte: 20_002 * DAY } })).data).toHaveLength(1);
    expect((await stripe.payouts.list({ arrival_date: { gt: 20_002 * DAY } })).data).toEqual([]);
  });

  it('is refused for more than there is, to another bank, or from another source', async () => {
    const { stripe } = await givenNoon();
    await pay(stripe);
    const create = (given: object) => failure(stripe.payouts.create({ amount: 100, currency: 'usd', ...given }));
    expect(await create({})).toMatchObject({ code: 'balance_insufficient', statusCode: 400 });
    expect((await create({ destination: 'ba_nobody' })).param).toBe('destination');
    expect((await create({ source_type: 'fpx' })).param).toBe('source_type');
  });
});
