import { expect } from 'vitest';
import type { InputOf } from '#shared/contract.ts';
import type { RefundState } from '#shared/billing/refunds/contract.ts';
import type { Message, RefundObject } from '#shared/chat/contract.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { givenMirror } from '#tests/server/billing/gateway/givenMirror.ts';
import { staffPort } from '#tests/support/clients.ts';
import { customerOf, makeConversation, newId } from '#tests/support/make.ts';

const LIMITS = [{ currency: 'USD', approvalAbove: 1_000, perRefund: null, perPersonDay: null }];

export const WORDS = 'Your money is on its way back to your card.';

/** A connected shop whose customer has paid 20.00 USD and is talking with support. */
export async function givenThread({ paying = {} } = {}) {
  const mirror = await givenMirror();
  const paid = await pay(mirror.stripe, paying);
  await mirror.connect();
  await mirror.settled();
  await mirror.listen();
  await mirror.admin.call('billing.setRefundPolicy', { id: newId(), limits: LIMITS, expiresAfterHours: 72 });
  const support = await staffPort(mirror.server);
  const { visitor, conversationId } = await makeConversation(mirror.server);
  const link = async (conversation: string): Promise<void> => {
    const customerId = await customerOf(support, conversation);
    await support.call('customers.linkPayer', { id: newId(), customerId, payerId: paid.id });
  };
  await link(conversationId);
  const subscription = `conversation:${conversationId}`;
  const { cursor } = await support.call('feed.subscribe', { subscription });
  const { cursor: visitorCursor } = await visitor.call('feed.subscribe', { subscription });
  const thread = async (reader: Pick<typeof support, 'call'> = support): Promise<readonly Message[]> =>
    (await reader.call('chat.history', { conversationId, limit: 100 })).messages;
  const card = async (id: string): Promise<RefundObject | undefined> => {
    const object = (await thread()).find((item) => item.id === id)?.object;
    return object?.type === 'refund' ? object : undefined;
  };
  const wanted = (amount: number, more: Partial<InputOf<'billing.draftRefund'>> = {}) => ({
    id: newId(),
    paymentId: paid.id,
    amount,
    conversationId,
    words: WORDS,
    ...more,
  });
  return {
    ...mirror,
    paid,
    support,
    visitor,
    conversationId,
    subscription,
    cursor,
    visitorCursor,
    link,
    thread,
    card,
    wanted,
    draft: (amount: number, more: Partial<InputOf<'billing.draftRefund'>> = {}) =>
      support.call('billing.draftRefund', wanted(amount, more)),
    request: (refundId: string) => mirror.finance.call('billing.requestDraftedRefund', { id: newId(), refundId }),
    /** A second person of finance. */
    secondFinance: async () => {
      await mirror.admin.call('accounts.setRoles', {
        id: newId(),
        accountId: mirror.server.people.colleague,
        roles: ['finance'],
      });
      return staffPort(mirror.server, 'colleague');
    },
    summary: () => support.call('chat.summary', { conversationId }),
    /** The lines about refunds, in their order. */
    lines: async (): Promise<readonly string[]> =>
      (await thread()).flatMap(({ event }) => (event?.type.startsWith('refund') === true ? event.type : [])),
    told: async (reader: Pick<typeof support, 'call'> = visitor): Promise<readonly Message[]> =>
      (await thread(reader)).filter(({ body }) => body === WORDS),
    becomes: (id: string, state: RefundState) =>
      expect.poll(async () => (await card(id))?.state, { timeout: 20_000, interval: 50 }).toBe(state),
  };
}
export type GivenThread = Awaited<ReturnType<typeof givenThread>>;
