import type { ChatState } from '#renderer/widget/chat/chat.ts';
import { emptyThread } from '#renderer/widget/chat/thread.ts';
import type { Message } from '#shared/chat/contract.ts';

const MINUTE_MS = 60_000;

/** What the preview shows: the welcome, or three messages of a made-up conversation. `now`: UTC milliseconds. */
export function sampleState(shown: 'welcome' | 'conversation', now: number): ChatState {
  const message = (seq: number, kind: 'visitor' | 'staff', body: string): Message => ({
    id: `sample-${seq}`,
    seq,
    kind: 'message',
    body,
    author: { kind, id: null, name: null },
    at: now - (4 - seq) * MINUTE_MS,
    event: null,
  });
  const items = [
    message(1, 'visitor', 'Hello! Do you deliver on Saturdays?'),
    message(2, 'staff', 'We do, until noon. Shall I note that for your order?'),
    message(3, 'visitor', 'Yes please, thank you.'),
  ];
  return {
    line: { state: 'online' },
    phase: 'ready',
    thread:
      shown === 'welcome'
        ? emptyThread
        : {
            ...emptyThread,
            items,
            receipts: { visitorDelivered: 2, visitorRead: 2, staffDelivered: 3, staffRead: 3 },
          },
    older: 'idle',
    outgoing: [],
    slowed: false,
    writer: { isWriting: false, name: null },
    unread: 0,
  };
}
