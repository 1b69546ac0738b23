import { expect, it } from 'vitest';
import { createDraftOutbox } from '#renderer/billing/refunds/outbox/draftOutbox.ts';
import type { RefundAsked } from '#renderer/billing/refunds/hooks/useRefundAsk.ts';
import { createLinkShelf } from '#renderer/client/outbox/linkShelf.ts';
import { createMemoryShelf, type KeptMessage, type Shelf } from '#renderer/client/outbox/shelf.ts';
import { createSingleTab } from '#renderer/client/outbox/tabs.ts';
import type { Refund } from '#shared/billing/refunds/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createFakeClient, settle, type FakeClient } from '#tests/renderer/chat/support/fakeClient.ts';
import { createFakeTime } from '#tests/renderer/chat/support/fakeTimers.ts';
import { idOf, ME } from '#tests/renderer/chat/support/make.ts';

const DOWN = { state: 'waiting', attempt: 1, retryAt: 0 } as const;
const UP = { state: 'online' } as const;

const asked: RefundAsked = {
  paymentId: 'pi_1',
  amount: 500,
  reason: null,
  note: null,
  words: 'Your money comes back.',
  conversationId: idOf(7),
};
const drafted = (id: string): Refund => ({
  ...asked,
  id,
  conversationId: idOf(7),
  reason: null,
  note: null,
  words: null,
  currency: 'JPY',
  state: 'draft',
  drafted: { by: ME, at: 5 },
  requested: null,
  decided: null,
  expiresAt: null,
  stripeId: null,
  failure: null,
  changedAt: 5,
});

async function givenOutbox(client: FakeClient = createFakeClient(), shelf: Shelf = createMemoryShelf()) {
  const { timers, pass } = createFakeTime();
  let ids = 100;
  const drafts = createDraftOutbox(client, { shelf, tabs: createSingleTab(), timers, newId: () => idOf((ids += 1)) });
  const sent: string[] = [];
  drafts.onSent(({ id }) => sent.push(id));
  await settle();
  return { client, shelf, drafts, sent, pass, states: () => drafts.list().map(({ state }) => state) };
}

it('a draft without a line waits, survives the page, and is sent once, under its id, when the line is back', async () => {
  const client = createFakeClient();
  client.setLine(DOWN);
  const first = await givenOutbox(client);
  first.drafts.keep(idOf(1), asked, 'JPY');
  await settle();
  expect(client.inputs('billing.draftRefund')).toEqual([]);
  expect(first.drafts.list()).toMatchObject([{ id: idOf(1), asked, currency: 'JPY', state: 'waiting' }]);
  first.drafts.stop();

  const { drafts, sent, states, shelf } = await givenOutbox(client, first.shelf);
  expect(states()).toEqual(['waiting']);
  client.setLine(UP);
  await settle();
  await client.next('billing.draftRefund').answer(drafted(idOf(1)));
  expect(client.inputs('billing.draftRefund')).toEqual([{ ...asked, id: idOf(1) }]);
  expect(sent).toEqual([idOf(1)]);
  expect(drafts.list()).toEqual([]);
  expect(await shelf.all()).toEqual([]);
  client.setLine(DOWN);
  client.setLine(UP);
  await settle();
  expect(client.inputs('billing.draftRefund')).toHaveLength(1);
});

it('an answer that is lost is asked for again with the same id and nothing else', async () => {
  const { client, drafts } = await givenOutbox();
  drafts.keep(idOf(1), asked, 'JPY');
  await settle();
  client.setLine(DOWN);
  await settle();
  client.setLine(UP);
  await settle();
  await client.next('billing.draftRefund').answer(drafted(idOf(1)));
  const [first, second, ...more] = client.inputs('billing.draftRefund');
  expect(second).toEqual(first);
  expect(more).toEqual([]);
  expect(drafts.list()).toEqual([]);
});

it('what the server refuses says why, and can be tried again or thrown away', async () => {
  const { client, drafts, states, sent } = await givenOutbox();
  const conflict = new AppError('CONFLICT', 'More than what is left.', { reason: 'aboveLeft', left: 100 });
  drafts.keep(idOf(1), asked, 'JPY');
  await settle();
  await client.next('billing.draftRefund').fail(conflict);
  expect(states()).toEqual(['failed']);
  expect(drafts.list()[0]?.error?.details).toEqual({ reason: 'aboveLeft', left: 100 });
  drafts.retry(idOf(1));
  await settle();
  await client.next('billing.draftRefund').fail(conflict);
  drafts.discard(idOf(1));
  expect(drafts.list()).toEqual([]);
  expect(sent).toEqual([]);
});

it('on a desktop’s link, drafts and replies stand on one shelf and are not taken for each other', async () => {
  const kept = new Map<string, KeptMessage>();
  const call = (name: string, input: unknown): Promise<unknown> => {
    const message = input as KeptMessage;
    if (name === 'outbox.put') kept.set(message.id, message);
    if (name === 'outbox.remove') kept.delete(message.id);
    return Promise.resolve({ messages: [...kept.values()] });
  };
  const reply = { id: idOf(1), lane: idOf(7), body: 'Hello', at: 1, refusal: null };
  const draft = { ...reply, id: idOf(2), body: '{}' };
  const [replies, drafts] = [createLinkShelf(call), createLinkShelf(call, 'refundDrafts')];
  await replies.put(reply);
  await drafts.put(draft);
  expect(await replies.all()).toEqual([reply]);
  expect(await drafts.all()).toEqual([draft]);
});
