import { describe, expect, it } from 'vitest';
import { neighbourOf } from '#renderer/chat/model/neighbour.ts';
import { belongsTo, comparePlaces } from '#renderer/chat/model/order.ts';
import { lengthOfReply, replyOf } from '#renderer/chat/model/reply.ts';
import { sendStateOf } from '#renderer/chat/model/sendState.ts';
import { visitorCode } from '#renderer/chat/model/visitorLabel.ts';
import { waitLength, waitTone } from '#renderer/chat/model/waiting.ts';
import { createDrafts } from '#renderer/chat/state/drafts.ts';
import { COLLEAGUE, idOf, makeMessage, makeSummary, ME, NO_RECEIPTS } from '#tests/renderer/chat/support/make.ts';

describe('the order of the inbox', () => {
  it('is newest first, and exact between equals', () => {
    const rows = [
      makeSummary(1),
      makeSummary(3),
      makeSummary(2),
      makeSummary(4, { activeAt: makeSummary(3).activeAt }),
    ];
    expect(rows.sort(comparePlaces).map((row) => row.id)).toEqual([4, 3, 2, 1].map(idOf));
    expect(comparePlaces(makeSummary(1), makeSummary(1))).toBe(0);
  });

  it('puts a closed conversation in no view but the closed one', () => {
    const row = makeSummary(1, { status: 'closed', assignee: { id: ME, name: 'Mara' } });
    const views = (['mine', 'unassigned', 'all', 'closed'] as const).filter((view) => belongsTo(view, row, ME));
    expect(views).toEqual(['closed']);
  });

  it('puts a colleague’s conversation only in all', () => {
    const row = makeSummary(1, { assignee: { id: COLLEAGUE, name: 'Ben' } });
    const views = (['mine', 'unassigned', 'all', 'closed'] as const).filter((view) => belongsTo(view, row, ME));
    expect(views).toEqual(['all']);
  });

  it('has a neighbour on each side until it ends', () => {
    const rows = [makeSummary(3), makeSummary(2), makeSummary(1)];
    expect(neighbourOf(rows, idOf(2), 1)).toBe(idOf(1));
    expect(neighbourOf(rows, idOf(2), -1)).toBe(idOf(3));
    expect(neighbourOf(rows, idOf(1), 1)).toBeNull();
    expect(neighbourOf(rows, idOf(77), 1)).toBe(idOf(3));
  });
});

describe('a wait', () => {
  it('is told in its largest unit', () => {
    const minute = 60_000;
    expect(waitLength(-5)).toEqual({ unit: 'second', count: 0 });
    expect(waitLength(59_999)).toEqual({ unit: 'second', count: 59 });
    expect(waitLength(3 * minute + 20_000)).toEqual({ unit: 'minute', count: 3 });
    expect(waitLength(120 * minute)).toEqual({ unit: 'hour', count: 2 });
    expect(waitLength(72 * 60 * minute)).toEqual({ unit: 'day', count: 3 });
  });

  it('warms its tone as it grows', () => {
    expect([0, 299_999, 300_000, 1_799_999, 1_800_000].map(waitTone)).toEqual([
      'calm',
      'calm',
      'warning',
      'warning',
      'danger',
    ]);
  });
});

describe('a reply', () => {
  it('is sent without blanks around it and without what no database keeps', () => {
    expect(replyOf('  two\nlines \n')).toBe('two\nlines');
    expect(replyOf(' \n\t ')).toBe('');
    expect(replyOf('a\0b\uD800c')).toBe('ab\uFFFDc');
  });

  it('tells what is left only near the limit, and counts an emoji as one', () => {
    expect(lengthOfReply('hello').isNear).toBe(false);
    expect(lengthOfReply('x'.repeat(9_500))).toEqual({ left: 500, isNear: true });
    expect(lengthOfReply('😀'.repeat(10_001))).toEqual({ left: -1, isNear: true });
  });

  it('is sent, then delivered, then read', () => {
    const message = makeMessage(5);
    expect(sendStateOf(message, null)).toBe('sent');
    expect(sendStateOf(message, { ...NO_RECEIPTS, visitorDelivered: 4 })).toBe('sent');
    expect(sendStateOf(message, { ...NO_RECEIPTS, visitorDelivered: 5, visitorRead: 4 })).toBe('delivered');
    expect(sendStateOf(message, { ...NO_RECEIPTS, visitorDelivered: 5, visitorRead: 5 })).toBe('read');
  });
});

describe('a draft', () => {
  it('is kept per conversation and per account', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    };
    createDrafts(storage, ME).set(idOf(1), 'half a sen');
    expect(createDrafts(storage, ME).get(idOf(1))).toBe('half a sen');
    expect(createDrafts(storage, ME).get(idOf(2))).toBe('');
    expect(createDrafts(storage, COLLEAGUE).get(idOf(1))).toBe('');
  });
});

it('tells two unnamed customers apart by the end of their ids', () => {
  expect(visitorCode('018f0000-0000-7000-8000-0000000a7f3a')).toBe('7F3A');
});
