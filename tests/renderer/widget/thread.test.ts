import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lastFromTeam,
  unreadAfter,
  withItems,
  withNewestPage,
  withOlderPage,
  withReceipts,
} from '#renderer/widget/chat/thread.ts';
import type { PaymentRequestObject } from '#shared/chat/contract.ts';
import { givenMessage, givenThread, idOf, SAM } from './given.ts';

const receipts = fc.record({
  visitorDelivered: fc.nat(99),
  visitorRead: fc.nat(99),
  staffDelivered: fc.nat(99),
  staffRead: fc.nat(99),
});

const request = (state: PaymentRequestObject['state']) =>
  givenMessage(1, {
    kind: 'object',
    author: SAM,
    object: {
      type: 'paymentRequest',
      id: idOf(1),
      kind: 'checkout',
      amount: 1_234,
      currency: 'KWD',
      state,
      url: state === 'open' ? 'https://checkout.stripe.com/c/1' : null,
      paidAt: null,
      expiresAt: null,
    },
  });

it('an object goes on and never back, in whatever order word of it comes', () => {
  let thread = withItems(givenThread(), [request('open')]);
  expect(unreadAfter(thread, 0)).toBe(1);
  thread = withItems(thread, [request('paid')]);
  thread = withItems(thread, [request('canceled')]);
  thread = withNewestPage(thread, { messages: [request('open')], hasMore: false });
  expect(thread.items.map(({ object }) => object?.state)).toEqual(['paid']);
});

describe('the thread', () => {
  it('is in order and without doubles however its items arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 6 })), (batches) => {
        let thread = givenThread();
        for (const batch of batches)
          thread = withItems(
            thread,
            batch.map((seq) => givenMessage(seq)),
          );
        const seqs = thread.items.map((item) => item.seq);
        expect(seqs).toEqual([...new Set(batches.flat())].sort((a, b) => a - b));
      }),
    );
  });

  it('has receipts that never go back', () => {
    fc.assert(
      fc.property(receipts, receipts, (first, second) => {
        const thread = withReceipts(withReceipts(givenThread(), first), second);
        expect(thread.receipts.staffRead).toBe(Math.max(first.staffRead, second.staffRead));
        expect(withReceipts(thread, first)).toEqual(thread);
      }),
    );
  });

  it('joins a newest page that touches what is there, and gives way to one that does not', () => {
    const thread = givenThread({ items: [givenMessage(1), givenMessage(2)] });
    const touching = withNewestPage(thread, { messages: [givenMessage(3)], hasMore: true });
    expect(touching.items.map((item) => item.seq)).toEqual([1, 2, 3]);
    const apart = withNewestPage(thread, { messages: [givenMessage(9)], hasMore: true });
    expect(apart.items.map((item) => item.seq)).toEqual([9]);
    expect(apart.hasOlder).toBe(true);
  });

  it('keeps what was acknowledged after the newest page had been read', () => {
    const thread = givenThread({ items: [givenMessage(1)] });
    const empty = withNewestPage(thread, { messages: [], hasMore: false });
    expect(empty.items.map(({ seq }) => seq)).toEqual([1]);
    const later = withNewestPage(givenThread({ items: [givenMessage(12)] }), {
      messages: [givenMessage(9)],
      hasMore: true,
    });
    expect(later.items.map(({ seq }) => seq)).toEqual([9, 12]);
  });

  it('takes older pages in above', () => {
    const thread = givenThread({ items: [givenMessage(5)], hasOlder: true });
    const older = withOlderPage(thread, { messages: [givenMessage(3), givenMessage(4)], hasMore: false });
    expect(older.items.map((item) => item.seq)).toEqual([3, 4, 5]);
    expect(older.hasOlder).toBe(false);
  });

  it('counts as unread what the team wrote, not what happened or what the visitor said', () => {
    const thread = givenThread({
      items: [
        givenMessage(1),
        givenMessage(2, { author: SAM }),
        givenMessage(3, { author: SAM, kind: 'event', event: { type: 'closed' } }),
        givenMessage(4, { author: SAM }),
      ],
    });
    expect(unreadAfter(thread, 0)).toBe(2);
    expect(unreadAfter(thread, 2)).toBe(1);
    expect(lastFromTeam(thread)).toBe(4);
  });
});
