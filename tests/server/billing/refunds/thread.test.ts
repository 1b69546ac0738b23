import { describe, expect, it } from 'vitest';
import type { Message } from '#shared/chat/contract.ts';
import { changeRows } from '#tests/support/databaseState.ts';
import { makeConversation, newId } from '#tests/support/make.ts';
import { givenThread, WORDS, type GivenThread } from './givenThread.ts';

const MONTH_S = 30 * 86_400;

/** What one of them has been told of the thread so far, live. */
const heard = (reader: GivenThread['support'] | GivenThread['visitor']) =>
  reader.events.all.flatMap(({ name, data }) =>
    name === 'chat.messageAdded' || name === 'chat.objectChanged' || name === 'chat.conversationChanged'
      ? [{ name, data }]
      : [],
  );

describe('a refund that is drafted in a conversation', () => {
  it('stands in its thread for colleagues, with all that becomes of it, the same live and after a resume', async () => {
    const given = await givenThread();
    const { support, finance, subscription } = given;
    const { id } = await given.draft(1_500, { note: 'The lid was broken.', reason: 'requested_by_customer' });
    expect(await given.card(id)).toMatchObject({
      type: 'refund',
      amount: 1_500,
      currency: 'USD',
      reason: 'requested_by_customer',
      note: 'The lid was broken.',
      words: WORDS,
      state: 'draft',
      drafted: { by: given.server.people.support },
      requested: null,
      toldAt: null,
    });
    await given.request(id);
    const second = await given.secondFinance();
    await second.call('billing.approveRefund', { id: newId(), refundId: id });
    await given.becomes(id, 'succeeded');
    expect(await given.lines()).toEqual(['refundRequested', 'refundApproved', 'refundSent']);
    expect(await given.card(id)).toMatchObject({
      requested: { by: given.server.people.finance },
      decided: { by: given.server.people.colleague, note: null },
      toldAt: expect.any(Number) as number,
    });
    // Finance, who does not answer chats, reads the same.
    expect(await given.thread(finance)).toEqual(await given.thread());

    const { events } = await support.call('feed.resume', { subscription, after: given.cursor });
    await expect.poll(() => heard(support).length).toBeGreaterThanOrEqual(events.length);
    expect(heard(support)).toEqual(events.map(({ name, data }) => ({ name, data })));
    expect(events.filter(({ name }) => name === 'chat.objectChanged')).toHaveLength(3);
  });

  it('is nothing that its customer can see, by whatever way', async () => {
    const given = await givenThread();
    const { visitor, support, subscription } = given;
    const { id } = await given.draft(500);
    const before = await visitor.call('feed.resume', { subscription, after: given.visitorCursor });
    expect(before).toMatchObject({ cursor: given.visitorCursor, snapshot: false, events: [] });
    await given.request(id);
    await given.becomes(id, 'succeeded');
    await expect.poll(async () => (await given.told()).length).toBe(1);
    await expect.poll(() => heard(visitor).length).toBe(1);

    const mine = await given.thread(visitor);
    expect(mine.map(({ kind }) => kind)).toEqual(['message', 'message']);
    const resumed = await visitor.call('feed.resume', { subscription, after: given.visitorCursor });
    expect(resumed.events.map(({ name }) => name)).toEqual(['chat.messageAdded']);
    // Nothing it is told or can ask for names the refund, its payment or what colleagues wrote.
    const all = JSON.stringify([
      mine,
      resumed,
      visitor.events.all,
      await visitor.call('chat.conversation', { conversationId: given.conversationId }),
    ]);
    for (const secret of [id, given.paid.id, 'refund', 'draft']) expect(all).not.toContain(secret);
    for (const name of ['billing.refunds', 'chat.summary'] as const)
      expect(
        await visitor.refusal(name, name === 'chat.summary' ? { conversationId: given.conversationId } : {}),
      ).toMatchObject({
        code: 'FORBIDDEN',
      });
    expect(await support.call('billing.refunds', { conversationId: given.conversationId })).toMatchObject({
      refunds: [{ id }],
    });
  });

  it('is asked for and approved only while its payment is known to be its customer’s', async () => {
    const given = await givenThread();
    const { finance } = given;
    const [draft, asked] = [await given.draft(300), await given.draft(1_500)];
    await given.request(asked.id);
    const second = await given.secondFinance();
    changeRows(given.server.dataDirectory, 'UPDATE payer_link SET undoneAt = 1');
    const refused = { code: 'CONFLICT', details: { reason: 'otherCustomer' } };
    expect(await finance.refusal('billing.requestDraftedRefund', { id: newId(), refundId: draft.id })).toMatchObject(
      refused,
    );
    expect(await second.refusal('billing.approveRefund', { id: newId(), refundId: asked.id })).toMatchObject(refused);
    expect((await given.stripe.refunds.list({ payment_intent: given.paid.id })).data).toEqual([]);
  });

  it('is only of its own customer’s payment, in a conversation that exists', async () => {
    const given = await givenThread();
    const other = await makeConversation(given.server);
    for (const name of ['billing.draftRefund', 'billing.requestRefund'] as const) {
      expect(
        await given.finance.refusal(name, given.wanted(100, { conversationId: other.conversationId })),
      ).toMatchObject({ code: 'CONFLICT', details: { reason: 'otherCustomer' } });
      expect(await given.finance.refusal(name, given.wanted(100, { conversationId: newId() }))).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    expect(await given.support.call('billing.refunds', {})).toMatchObject({ refunds: [] });
    expect((await given.thread()).map(({ kind }) => kind)).toEqual(['message']);
  });

  it('takes no id that an item of a thread has', async () => {
    const given = await givenThread();
    const [{ id }] = (await given.thread()) as [Message];
    expect(await given.support.refusal('billing.draftRefund', given.wanted(100, { id }))).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'idTaken' },
    });
  });
});

describe('what became of it', () => {
  it('is told in the thread: refused with why, taken back, expired', async () => {
    const given = await givenThread();
    const second = await given.secondFinance();
    const [refused, withdrawn, expired] = [
      await given.draft(1_100),
      await given.draft(1_200),
      await given.draft(1_300),
    ];
    await given.request(refused.id);
    await second.call('billing.refuseRefund', { id: newId(), refundId: refused.id, note: 'It was used.' });
    await given.support.call('billing.withdrawRefund', { id: newId(), refundId: withdrawn.id });
    await given.request(expired.id);
    changeRows(given.server.dataDirectory, `UPDATE refund_intent SET expiresAt = 1 WHERE id = '${expired.id}'`);
    // A request wakes who looks after all of them.
    await given.finance.call('billing.requestRefund', given.wanted(1, { conversationId: null }));
    await given.becomes(expired.id, 'expired');
    expect(await given.lines()).toEqual([
      'refundRequested',
      'refundRefused',
      'refundWithdrawn',
      'refundRequested',
      'refundExpired',
    ]);
    const lines = (await given.thread()).filter(({ event }) => event?.type === 'refundRefused');
    expect(lines).toMatchObject([
      {
        event: { refundId: refused.id, amount: 1_100, currency: 'USD', note: 'It was used.' },
        author: { kind: 'staff', id: given.server.people.colleague },
      },
    ]);
    expect(await given.card(refused.id)).toMatchObject({ state: 'refused', decided: { note: 'It was used.' } });
    expect(await given.told()).toEqual([]);
  });
});

describe('the words for the customer', () => {
  it('are said once, by who drafted, when the money is on its way, whatever Stripe tells again and later', async () => {
    const given = await givenThread({ paying: { by: 'pm_card_pendingRefund' } });
    const { id } = await given.draft(700);
    expect(await given.told()).toEqual([]);
    await given.request(id);
    await given.becomes(id, 'pending');
    const [words, ...more] = await given.told();
    expect(more).toEqual([]);
    expect(words).toMatchObject({ kind: 'message', author: { kind: 'staff', id: given.server.people.support } });
    expect(await given.summary()).toMatchObject({
      lastMessage: { preview: WORDS, authorKind: 'staff' },
      assignee: null,
    });

    await given.control.command('advance', { seconds: MONTH_S });
    await given.becomes(id, 'succeeded');
    const { events } = await given.admin.call('billing.events', { limit: 100 });
    const ofRefunds = events.filter(({ type }) => type.includes('refund'));
    expect(ofRefunds.length).toBeGreaterThan(1);
    for (const event of ofRefunds) await given.admin.call('billing.replayEvent', { id: event.id });
    await given.settled();
    expect(await given.told()).toHaveLength(1);
    expect(await given.lines()).toEqual(['refundRequested', 'refundSent']);
  });

  it('reach the customer of a conversation that was closed meanwhile, and leave it closed', async () => {
    const given = await givenThread();
    const { id } = await given.draft(700);
    await given.support.call('chat.close', { id: newId(), conversationId: given.conversationId });
    await given.request(id);
    await given.becomes(id, 'succeeded');
    await expect.poll(() => given.told()).toHaveLength(1);
    await expect.poll(() => heard(given.visitor).at(-1)?.data).toMatchObject({ message: { body: WORDS } });
    expect(await given.summary()).toMatchObject({ status: 'closed' });
  });

  it('leave a customer who waits for an answer waiting', async () => {
    const given = await givenThread();
    const { waitingSince } = await given.summary();
    expect(waitingSince).not.toBeNull();
    const { id } = await given.draft(700);
    await given.request(id);
    await given.becomes(id, 'succeeded');
    expect(await given.summary()).toMatchObject({ waitingSince, unread: 1 });
  });

  it('are nobody’s where none were chosen, or no conversation', async () => {
    const given = await givenThread();
    const silent = await given.draft(300, { words: '  ' });
    const outside = await given.draft(300, { conversationId: null });
    for (const { id } of [silent, outside]) await given.request(id);
    await given.becomes(silent.id, 'succeeded');
    await given.settled();
    expect((await given.thread(given.visitor)).map(({ kind }) => kind)).toEqual(['message']);
    expect(await given.lines()).toEqual(['refundRequested', 'refundSent']);
  });
});

describe('money that does not arrive', () => {
  it('weeks later opens the closed conversation again, tells its owner, and says nothing twice to the customer', async () => {
    const given = await givenThread({ paying: { by: 'pm_card_refundFail' } });
    const { support, conversationId } = given;
    const { id } = await given.draft(600);
    await given.request(id);
    await given.becomes(id, 'succeeded');
    await support.call('chat.close', { id: newId(), conversationId });
    const { seq: read } = (await given.thread()).at(-1) ?? { seq: 0 };
    await support.call('chat.read', { conversationId, seq: read });
    expect(await given.summary()).toMatchObject({ status: 'closed', unread: 0, failedRefund: null });

    await given.control.command('advance', { seconds: MONTH_S });
    await given.becomes(id, 'failed');
    const failed = (await given.thread()).findLast(({ event }) => event?.type === 'refundFailed');
    expect(failed).toMatchObject({ author: { kind: 'system' }, event: { refundId: id, amount: 600 } });
    expect(await given.summary()).toMatchObject({
      status: 'open',
      unread: 1,
      // Nobody’s conversation: who drafted it looks after it.
      failedRefund: { seq: failed?.seq, amount: 600, currency: 'USD', owner: given.server.people.support },
    });
    expect(await given.told()).toHaveLength(1);
    // The customer sees that the conversation is open again, and no more.
    expect(heard(given.visitor).at(-1)).toMatchObject({
      name: 'chat.conversationChanged',
      data: { status: 'open', message: null },
    });
    const resumed = await given.visitor.call('feed.resume', {
      subscription: given.subscription,
      after: given.visitorCursor,
    });
    expect(heard(given.visitor)).toEqual(
      resumed.events.flatMap(({ name, data }) => (name === 'chat.receiptsChanged' ? [] : { name, data })),
    );

    await support.call('chat.assign', { id: newId(), conversationId, assigneeId: given.server.people.colleague });
    expect(await given.summary()).toMatchObject({ failedRefund: { owner: given.server.people.colleague } });
    await support.call('chat.read', { conversationId, seq: failed?.seq ?? 0 });
    expect(await given.summary()).toMatchObject({ unread: 0, failedRefund: null });
  });

  it('because Stripe declined says so to the owner, and nothing to the customer', async () => {
    const given = await givenThread();
    await given.control.command('event-fault', { times: 1_000, fault: { kind: 'lose' } });
    await given.stripe.refunds.create({ payment_intent: given.paid.id, amount: 1_800 });
    const { id } = await given.draft(900);
    await given.request(id);
    await given.becomes(id, 'declined');
    expect(await given.lines()).toEqual(['refundRequested', 'refundDeclined']);
    expect((await given.card(id))?.failure?.message).toMatch(/greater than/);
    expect(await given.summary()).toMatchObject({ failedRefund: { amount: 900 }, unread: 2 });
    expect(await given.told()).toEqual([]);
  });
});
