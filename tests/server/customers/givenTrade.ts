import { expect } from 'vitest';
import type { CustomerMoment } from '#shared/customers/timeline/contract.ts';
import { givenMirror } from '#tests/server/billing/gateway/givenMirror.ts';
import { customerOf, makeConversation, newId } from '#tests/support/make.ts';
import { staffPort } from '#tests/support/clients.ts';

/** A shop in step with its Stripe, by webhooks, and what its staff do with customers. */
export async function givenTrade() {
  const mirror = await givenMirror();
  await mirror.connect();
  await mirror.settled();
  await mirror.listen();
  const support = await staffPort(mirror.server);

  /** Somebody who has written. */
  async function newCustomer(bodies?: readonly string[]) {
    const { visitor, conversationId } = await makeConversation(mirror.server, bodies);
    return { visitor, conversationId, customerId: await customerOf(support, conversationId) };
  }
  const money = (customerId: string) => support.call('customers.money', { customerId });
  return {
    ...mirror,
    support,
    newCustomer,
    money,
    /** A colleague writes down who somebody is. */
    describe: (customerId: string, email: string | null, name = 'Ada Park', isEmailVerified = true) =>
      support.call('customers.change', { id: newId(), customerId, name, email, isEmailVerified }),
    link: (customerId: string, payerId: string) =>
      support.call('customers.linkPayer', { id: newId(), customerId, payerId }),
    unlink: (customerId: string, payerId: string) =>
      support.call('customers.unlinkPayer', { id: newId(), customerId, payerId }),
    moments: async (customerId: string): Promise<readonly CustomerMoment[]> =>
      (await support.call('customers.timeline', { customerId, limit: 100 })).moments,
    /** Once the mirror has it: a customer's payers, by how they were matched. */
    linked: (customerId: string, expected: Readonly<Record<string, string>>) =>
      expect
        .poll(
          async () =>
            Object.fromEntries((await money(customerId)).payers.map(({ payerId, how }) => [payerId, how] as const)),
          { timeout: 15_000, interval: 50 },
        )
        .toEqual(expected),
    suggested: (customerId: string, expected: readonly string[]) =>
      expect
        .poll(async () => (await money(customerId)).suggestions.map(({ payerId }) => payerId), {
          timeout: 15_000,
          interval: 50,
        })
        .toEqual(expected),
  };
}

export type GivenTrade = Awaited<ReturnType<typeof givenTrade>>;
