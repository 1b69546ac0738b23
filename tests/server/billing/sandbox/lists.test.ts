import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { failure, givenSandbox } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

/** Twelve customers: seven of one second, then five of ten seconds later. */
async function givenTwelve() {
  let now = 1_800_000_000_000;
  const given = await givenSandbox({ machine: () => now });
  const made: Stripe.Customer[] = [];
  for (let index = 0; index < 12; index += 1) {
    if (index === 7) now += 10_000;
    made.push(await given.stripe.customers.create({ name: `Customer ${String(index)}` }));
  }
  const newestFirst = made.map(({ id }) => id).reverse();
  return { ...given, newestFirst, at: (index: number) => newestFirst.at(index) ?? '' };
}

const ids = (objects: readonly { readonly id: string }[]): readonly string[] => objects.map(({ id }) => id);

describe('lists', () => {
  it('come newest first, ten at a time, and say whether there is more', async () => {
    const { stripe, newestFirst, at } = await givenTwelve();
    const first = await stripe.customers.list();
    expect(first).toMatchObject({ object: 'list', url: '/v1/customers', has_more: true });
    expect(ids(first.data)).toEqual(newestFirst.slice(0, 10));
    const rest = await stripe.customers.list({ starting_after: at(9) });
    expect(ids(rest.data)).toEqual(newestFirst.slice(10));
    expect(rest.has_more).toBe(false);
  });

  it('lose no row of the same second, page by page in both directions', async () => {
    const { stripe, newestFirst, at } = await givenTwelve();
    const forth = await stripe.customers.list({ limit: 2 }).autoPagingToArray({ limit: 100 });
    expect(ids(forth)).toEqual(newestFirst);
    const last = at(-1);
    const back = await stripe.customers.list({ limit: 2, ending_before: last }).autoPagingToArray({ limit: 100 });
    expect(ids(back)).toEqual(newestFirst.slice(0, -1).reverse());
  });

  it('before a row hold those next to it', async () => {
    const { stripe, newestFirst, at } = await givenTwelve();
    const page = await stripe.customers.list({ limit: 3, ending_before: at(6) });
    expect(ids(page.data)).toEqual(newestFirst.slice(3, 6));
    expect(page.has_more).toBe(true);
    expect((await stripe.customers.list({ limit: 3, ending_before: at(2) })).has_more).toBe(false);
  });

  it('are bounded by the time of creation', async () => {
    const { stripe, newestFirst } = await givenTwelve();
    const at = 1_800_000_000;
    const within = async (created: Stripe.RangeQueryParam | number) =>
      ids((await stripe.customers.list({ created, limit: 100 })).data);
    expect(await within(at)).toEqual(newestFirst.slice(5));
    expect(await within({ gt: at })).toEqual(newestFirst.slice(0, 5));
    expect(await within({ gte: at, lt: at + 10 })).toEqual(newestFirst.slice(5));
    expect(await within({ lte: at + 10 })).toEqual(newestFirst);
    expect(await within({ lt: at })).toEqual([]);
  });

  it('are not asked for both sides of a row, nor for a row of another kind', async () => {
    const { stripe, at } = await givenTwelve();
    const [one, two] = [at(0), at(1)];
    expect((await failure(stripe.customers.list({ starting_after: one, ending_before: two }))).statusCode).toBe(400);
    expect(await failure(stripe.charges.list({ starting_after: one }))).toMatchObject({
      code: 'resource_missing',
      param: 'starting_after',
      statusCode: 400,
    });
  });

  it('go on after a customer who has been deleted, and do not hold them', async () => {
    const { stripe, newestFirst } = await givenTwelve();
    const [, second = ''] = newestFirst;
    await stripe.customers.del(second);
    const after = await stripe.customers.list({ starting_after: second, limit: 1 });
    expect(ids(after.data)).toEqual([newestFirst[2]]);
    expect(ids((await stripe.customers.list({ limit: 100 })).data)).not.toContain(second);
  });
});
