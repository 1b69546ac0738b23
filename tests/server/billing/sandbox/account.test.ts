import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { failure, givenSandbox, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { raw } from '#tests/server/billing/sandbox/support/raw.ts';

const RESTRICTED = 'rk_test_12345678901234567890';
const DAY = 86_400;

describe('the account', () => {
  it('is one and the same, and no younger than its trade', async () => {
    const { stripe } = await givenSandbox();
    const first = await stripe.accounts.retrieveCurrent();
    expect(first).toMatchObject({
      object: 'account',
      charges_enabled: true,
      default_currency: 'eur',
      type: 'standard',
    });
    expect(first.id).toMatch(/^acct_\w{16}$/);
    const { created } = await pay(stripe);
    const second = await stripe.accounts.retrieveCurrent();
    expect(second.id).toBe(first.id);
    expect(second.created).toBeLessThanOrEqual(created);
  });
});

describe('a restricted key', () => {
  it('does what it was given, and is refused the rest in Stripe’s words', async () => {
    const { client, control } = await givenSandbox();
    const access = { charges: 'read', customers: 'write', 'checkout/sessions': 'read' } as const;
    await control.command('restrict-key', { key: RESTRICTED, access });
    const restricted = client({}, RESTRICTED);
    await restricted.charges.list();
    await restricted.checkout.sessions.list();
    await restricted.customers.list();
    await restricted.customers.create({ name: 'Ada' });
    const refused = await failure(restricted.charges.create({ amount: 500, currency: 'usd', source: 'tok_visa' }));
    expect(refused).toBeInstanceOf(Stripe.errors.StripePermissionError);
    expect(refused.message).toMatch(
      /^The provided key 'rk_test_\*{10}7890' does not have the required permissions for this endpoint on account 'acct_\w{16}'\. Having the 'rak_charges_write' permission/,
    );
    expect((await failure(restricted.balance.retrieve())).message).toContain("'rak_balance_read'");
  });

  it('is let in beside the one key that was chosen, others are not', async () => {
    const { client, control } = await givenSandbox({ key: 'sk_test_chosen' });
    expect((await failure(client({}, RESTRICTED).charges.list())).statusCode).toBe(401);
    await control.command('restrict-key', { key: RESTRICTED, access: { charges: 'read' } });
    expect((await client({}, RESTRICTED).charges.list()).data).toEqual([]);
    expect((await failure(client({}, 'rk_test_other').charges.list())).statusCode).toBe(401);
  });

  it('is named by a command that takes no other key and no other access', async () => {
    const { control } = await givenSandbox();
    const order = (input: object) => control.command('restrict-key', input as never);
    await expect(order({ key: 'sk_test_1', access: {} })).rejects.toThrow();
    await expect(order({ key: RESTRICTED, access: { charges: 'all' } })).rejects.toThrow();
  });
});

describe('the Date of an answer', () => {
  it('is the sandbox’s own time', async () => {
    const { sandbox, control } = await givenSandbox();
    const { now } = await control.command('advance', { seconds: 40 * DAY });
    const { headers } = await raw(sandbox.address, { path: '/v1/charges' });
    const second = Date.parse(headers.date ?? '') / 1_000;
    expect(second).toBeGreaterThanOrEqual(now);
    expect(second).toBeLessThan(now + 60);
  });
});
