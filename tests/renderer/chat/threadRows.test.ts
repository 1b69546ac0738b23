import { describe, expect, it } from 'vitest';
import type { PendingReply } from '#renderer/chat/model/sendState.ts';
import { threadRows, type RowOptions } from '#renderer/chat/model/threadRows.ts';
import { COLLEAGUE, makeMessage, ME } from '#tests/renderer/chat/support/make.ts';

const DAY_MS = 86_400_000;
const staff = (id: string) => ({ kind: 'staff' as const, id, name: 'A colleague' });
const pending = (id: string, at: number): PendingReply => ({
  id,
  lane: 'conversation',
  body: 'b',
  at,
  state: 'waiting',
  error: null,
  seq: null,
});

/** Rows in short: `1[` opens a group, `1]` ends it. */
function shown(options: Partial<RowOptions>): string[] {
  const rows = threadRows({
    items: [],
    pending: [],
    firstUnread: null,
    myAccountId: ME,
    dayOf: (at) => String(Math.floor(at / DAY_MS)),
    ...options,
  });
  return rows.map((row) => {
    if (row.kind === 'day' || row.kind === 'new') return row.kind;
    const name = row.kind === 'pending' ? row.item.id : String(row.item.seq);
    if (row.kind === 'object') return `object ${name}`;
    return row.kind === 'event' ? `event ${name}` : `${row.group.first ? '[' : ''}${name}${row.group.last ? ']' : ''}`;
  });
}

describe('the rows of a thread', () => {
  it('group what one author wrote in a row', () => {
    const items = [makeMessage(1), makeMessage(2), makeMessage(3, { author: staff(ME) }), makeMessage(4)];
    expect(shown({ items })).toEqual(['day', '[1', '2]', '[3]', '[4]']);
  });

  it('part two colleagues, and what was written after a long silence', () => {
    const items = [
      makeMessage(1, { author: staff(ME) }),
      makeMessage(2, { author: staff(COLLEAGUE) }),
      makeMessage(3, { author: staff(COLLEAGUE), at: makeMessage(2).at + 300_000 }),
    ];
    expect(shown({ items })).toEqual(['day', '[1]', '[2]', '[3]']);
  });

  it('begin each day with its line', () => {
    const items = [makeMessage(1), makeMessage(2, { at: makeMessage(1).at + DAY_MS })];
    expect(shown({ items })).toEqual(['day', '[1]', 'day', '[2]']);
  });

  it('draw a line above the first that was unread', () => {
    const items = [makeMessage(1), makeMessage(2), makeMessage(3)];
    expect(shown({ items, firstUnread: 2 })).toEqual(['day', '[1]', 'new', '[2', '3]']);
  });

  it('let an event stand between groups', () => {
    const items = [makeMessage(1), makeMessage(2, { kind: 'event', event: { type: 'closed' } }), makeMessage(3)];
    expect(shown({ items })).toEqual(['day', '[1]', 'event 2', '[3]']);
  });

  it('join a reply on its way to the group it belongs to', () => {
    const items = [makeMessage(1, { author: staff(ME) })];
    expect(shown({ items, pending: [pending('p', makeMessage(1).at + 1)] })).toEqual(['day', '[1', 'p]']);
  });

  it('have keys of their own', () => {
    const items = [1, 2, 3].map((seq) => makeMessage(seq, { at: makeMessage(1).at + (seq % 2) * DAY_MS }));
    const rows = threadRows({
      items,
      pending: [],
      firstUnread: 2,
      myAccountId: ME,
      dayOf: (at) => String(Math.floor(at / DAY_MS)),
    });
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });
});
