import { describe, expect, it } from 'vitest';
import { followWaiting } from '#renderer/notifications/waiting.ts';
import type { ConversationSummary } from '#shared/chat/contract.ts';

const me = 'me';

function row(seq: number, changes: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id: 'one',
    status: 'open',
    customer: { id: 'customer', name: 'Ada' },
    siteName: 'Shop',
    assignee: null,
    lastMessage: { seq, preview: 'Hello', authorKind: 'visitor', at: 1 },
    unread: 1,
    waitingSince: 1,
    lastSeq: seq,
    receipts: { delivered: 0, read: 0 } as unknown as ConversationSummary['receipts'],
    failedRefund: null,
    createdAt: 1,
    activeAt: 1,
    ...changes,
  };
}

function follow(mayWrite = true) {
  const heard: string[] = [];
  const { changed } = followWaiting(
    { accountId: me, mayWrite },
    {
      tell: ({ id, lastMessage }) => heard.push(`tell ${id} ${String(lastMessage?.seq)}`),
      withdraw: (id) => heard.push(`withdraw ${id}`),
    },
  );
  return { heard, changed };
}

describe('what waits for me', () => {
  it('is told once a message, and again of a newer one', () => {
    const { heard, changed } = follow();
    for (const seq of [1, 1, 3]) changed(row(seq));
    expect(heard).toEqual(['tell one 1', 'tell one 3']);
  });

  it('is withdrawn when it is read, closed or somebody else’s', () => {
    for (const change of [{ unread: 0 }, { status: 'closed' }, { assignee: { id: 'other', name: 'Bo' } }] as const) {
      const { heard, changed } = follow();
      changed(row(1));
      changed(row(1, change));
      changed(row(1, change));
      expect(heard).toEqual(['tell one 1', 'withdraw one']);
    }
  });

  it('is nothing of a colleague’s, nothing closed and nothing that I wrote', () => {
    const { heard, changed } = follow();
    changed(row(1, { assignee: { id: 'other', name: 'Bo' } }));
    changed(row(1, { status: 'closed' }));
    changed(
      row(1, {
        lastMessage: { seq: 1, preview: '', authorKind: 'staff', at: 1 },
      }),
    );
    expect(heard).toEqual([]);
  });

  it('is nothing for somebody who only reads', () => {
    const { heard, changed } = follow(false);
    changed(row(1));
    expect(heard).toEqual([]);
  });
});

it('a refund that failed is told once to who looks after it, until somebody has read it, and to nobody else', () => {
  const failed = (owner: string, seq = 3) =>
    row(2, { failedRefund: { seq, amount: 500, currency: 'JPY', owner }, lastMessage: null, unread: 1 });
  const { changed, heard } = follow(false);
  changed(failed('other'));
  expect(heard).toEqual([]);
  changed(failed(me));
  changed(failed(me));
  expect(heard).toEqual(['tell one undefined']);
  changed(failed(me, 5));
  changed(row(2, { unread: 0 }));
  expect(heard).toEqual(['tell one undefined', 'tell one undefined', 'withdraw one']);
});

it('a message that was read waits no more because a refund failed', () => {
  const { changed, heard } = follow();
  changed(row(2, { failedRefund: { seq: 3, amount: 500, currency: 'JPY', owner: 'other' } }));
  expect(heard).toEqual([]);
});
