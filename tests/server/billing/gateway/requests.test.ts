import { expect, it } from 'vitest';
import type { InputOf } from '#shared/contract.ts';
import type { PaymentRequestObject } from '#shared/chat/contract.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { staffPort } from '#tests/support/clients.ts';
import { makeConversation, makeMessage, newId } from '#tests/support/make.ts';
import { givenMirror } from './givenMirror.ts';
import { payAt } from './payAt.ts';

/** A connected shop in which a customer has written. */
async function givenDesk() {
  const mirror = await givenMirror();
  await mirror.connect();
  await mirror.settled();
  await mirror.listen();
  const support = await staffPort(mirror.server);
  const { visitor, conversationId } = await makeConversation(mirror.server);
  const asked = (more: Partial<InputOf<'billing.requestPayment'>> = {}): InputOf<'billing.requestPayment'> => ({
    id: newId(),
    conversationId,
    amount: 12_345,
    currency: 'EUR',
    description: 'The blue teapot',
    ...more,
  });
  const objects = async (): Promise<PaymentRequestObject[]> => {
    const { messages } = await visitor.call('chat.history', { conversationId });
    return messages.flatMap(({ object }) => (object?.type === 'paymentRequest' ? object : []));
  };
  const becomes = (state: PaymentRequestObject['state']) =>
    expect.poll(async () => (await objects())[0]?.state, { timeout: 15_000, interval: 100 }).toBe(state);
  return { ...mirror, support, visitor, conversationId, asked, objects, becomes };
}

it.each(['checkout', 'paymentLink'] as const)(
  'a %s is sent once, paid on the hosted page, and both sides see it, live and after a resume',
  async (kind) => {
    const desk = await givenDesk();
    const { support, visitor, conversationId } = desk;
    const subscription = `conversation:${conversationId}`;
    const { cursor: staffCursor } = await support.call('feed.subscribe', { subscription });
    const { cursor } = await visitor.call('feed.subscribe', { subscription });
    const input = desk.asked({ kind });
    const made = await support.call('billing.requestPayment', input);
    expect(made).toMatchObject({ state: 'open', amount: 12_345, currency: 'EUR', kind });
    // Repeated after a lost answer: the same one, and nothing more of it anywhere.
    expect(await support.call('billing.requestPayment', input)).toEqual(made);
    expect(await desk.objects()).toHaveLength(1);
    expect(await support.refusal('billing.requestPayment', { ...input, amount: 1 })).toMatchObject({
      code: 'CONFLICT',
    });

    await payAt(made.url);
    await desk.becomes('paid');
    const [shown] = await desk.objects();
    expect(shown).toMatchObject({ state: 'paid', url: null });
    expect(JSON.stringify(shown)).not.toContain('pi_');

    for (const [reader, after] of [
      [visitor, cursor],
      [support, staffCursor],
    ] as const) {
      const { events } = await reader.call('feed.resume', { subscription, after });
      const resumed = events.filter(({ name }) => name === 'chat.messageAdded' || name === 'chat.objectChanged');
      expect(resumed.map(({ name }) => name)).toEqual(['chat.messageAdded', 'chat.objectChanged']);
      await expect.poll(() => reader.events.all.filter(({ name }) => name === 'chat.objectChanged')).toHaveLength(1);
      const live = reader.events.all.filter(
        ({ name }) => name === 'chat.messageAdded' || name === 'chat.objectChanged',
      );
      expect(live.slice(-2).map(({ data }) => data)).toEqual(resumed.map(({ data }) => data));
    }
    const [link] = queryRows(desk.server.dataDirectory, 'SELECT how FROM payer_link');
    expect(link).toEqual({ how: 'request' });
  },
);

it('an answer that is lost after Stripe has made the session makes no second one, and sends one item', async () => {
  const desk = await givenDesk();
  const { support, control, stripe } = desk;
  const input = desk.asked();
  await control.command('request-fault', {
    method: 'POST',
    path: '/v1/checkout/sessions',
    times: 1_000,
    fault: { kind: 'cut', when: 'after' },
  });
  expect(await support.refusal('billing.requestPayment', input)).toMatchObject({
    code: 'UNAVAILABLE',
    details: { reason: 'uncertain' },
  });
  expect(await desk.objects()).toEqual([]);
  expect(await support.refusal('billing.cancelPaymentRequest', { requestId: input.id })).toMatchObject({
    code: 'CONFLICT',
  });
  await control.command('clear-faults', {});
  await Promise.all([1, 2, 3].map(() => support.ask('billing.requestPayment', input)));
  await expect.poll(async () => (await desk.objects()).length, { timeout: 20_000 }).toBe(1);
  expect(await support.call('billing.requestPayment', input)).toMatchObject({ state: 'open' });
  expect((await stripe.checkout.sessions.list({ limit: 10 })).data).toHaveLength(1);
  expect(await desk.objects()).toHaveLength(1);
});

it('what Stripe refuses is not sent, and says why however often it is asked', async () => {
  const desk = await givenDesk();
  const input = desk.asked({ currency: 'XXX' });
  const refused = await desk.support.refusal('billing.requestPayment', input);
  expect(refused).toMatchObject({ code: 'PROVIDER_FAILED' });
  expect(await desk.support.refusal('billing.requestPayment', input)).toMatchObject({ message: refused.message });
  expect(await desk.objects()).toEqual([]);
});

it.each(['checkout', 'paymentLink'] as const)('a %s that is taken back cannot be paid any more', async (kind) => {
  const desk = await givenDesk();
  const { support } = desk;
  const { id: requestId, url } = await support.call('billing.requestPayment', desk.asked({ kind }));
  expect(await support.call('billing.cancelPaymentRequest', { requestId })).toMatchObject({ state: 'canceled' });
  expect(await support.call('billing.cancelPaymentRequest', { requestId })).toMatchObject({ state: 'canceled' });
  await payAt(url);
  await desk.settled();
  expect(await desk.objects()).toMatchObject([{ state: 'canceled', url: null }]);
});

it('a payment wins over taking the request back, and a session that runs out says so', async () => {
  const desk = await givenDesk();
  const { support, control } = desk;
  const paid = await support.call('billing.requestPayment', desk.asked());
  await control.command('event-fault', { times: 1_000, fault: { kind: 'lose' } });
  await payAt(paid.url);
  expect(await support.call('billing.cancelPaymentRequest', { requestId: paid.id })).toMatchObject({ state: 'paid' });
  await control.command('clear-faults', {});
  await support.call('billing.requestPayment', desk.asked());
  await control.command('advance', { seconds: 25 * 3_600 });
  await expect
    .poll(async () => (await desk.objects()).map(({ state }) => state), { timeout: 15_000 })
    .toEqual(['paid', 'expired']);
});

it('one that was written down and not made when the line was lost is made when it is connected again, once', async () => {
  const desk = await givenDesk();
  const { support, admin, stripe, control } = desk;
  await admin.call('billing.disconnect', {});
  expect(await support.refusal('billing.requestPayment', desk.asked())).toMatchObject({
    code: 'PROVIDER_FAILED',
    details: { reason: 'notConnected' },
  });
  const input = { ...desk.asked(), kind: 'checkout' as const };
  await desk.connect();
  await control.command('request-fault', { path: '/v1/checkout', times: 9, fault: { kind: 'cut', when: 'before' } });
  expect(await support.refusal('billing.requestPayment', input)).toMatchObject({
    code: 'UNAVAILABLE',
    details: { reason: 'uncertain' },
  });
  expect(await desk.objects()).toEqual([]);
  await admin.call('billing.disconnect', {});
  await control.command('clear-faults', {});
  await desk.connect();
  await expect.poll(async () => (await desk.objects()).length, { timeout: 15_000 }).toBe(1);
  expect((await stripe.checkout.sessions.list({ limit: 10 })).data).toHaveLength(1);
});

it('only who may asks for money, and a visitor’s next message finds the thread whole', async () => {
  const desk = await givenDesk();
  const { admin, visitor, support, conversationId } = desk;
  expect(await admin.refusal('billing.requestPayment', desk.asked())).toMatchObject({ code: 'FORBIDDEN' });
  expect(await visitor.refusal('billing.requestPayment', desk.asked())).toMatchObject({ code: 'FORBIDDEN' });
  expect(await support.refusal('billing.requestPayment', desk.asked({ conversationId: newId() }))).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(
    await support.refusal('billing.recordRequestMade', {
      requestId: newId(),
      stripeId: 'cs_1',
      url: 'https://pay.example/',
      expiresAt: null,
    }),
  ).toMatchObject({ code: 'FORBIDDEN' });
  expect(await support.refusal('billing.cancelPaymentRequest', { requestId: newId() })).toMatchObject({
    code: 'NOT_FOUND',
  });
  await desk.finance.call('billing.requestPayment', desk.asked({ currency: 'JPY', amount: 500 }));
  // Who only reads along does not take the conversation on.
  expect(await support.call('chat.summary', { conversationId })).toMatchObject({ assignee: null });
  await support.call('billing.requestPayment', desk.asked());
  const { assignee, waitingSince } = await support.call('chat.summary', { conversationId });
  expect([assignee?.id, waitingSince]).toEqual([desk.server.people.support, null]);
  await makeMessage(visitor, conversationId, 'Thank you');
  const { messages } = await support.call('chat.history', { conversationId });
  expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, index) => index + 1));
  expect(await support.call('chat.summary', { conversationId })).toMatchObject({
    lastMessage: { preview: 'Thank you' },
  });
});
