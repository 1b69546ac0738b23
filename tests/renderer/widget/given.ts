import type { Message } from '#shared/chat/contract.ts';
import type { Thread } from '#renderer/widget/chat/thread.ts';
import { emptyThread } from '#renderer/widget/chat/thread.ts';

/** 2027-01-15 08:00:00 UTC, the time that the manual timers start at. */
export const NOW = 1_800_000_000_000;

export const SAM = { kind: 'staff', id: '018f0000-0000-7000-8000-0000000000a1', name: 'Sam Okafor' } as const;
export const VISITOR = { kind: 'visitor', id: '018f0000-0000-7000-8000-0000000000b1', name: null } as const;

export function idOf(number: number): string {
  return `018f0000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** A message; the visitor's, unless said otherwise. */
export function givenMessage(seq: number, change: Partial<Message> = {}): Message {
  return {
    id: idOf(seq),
    seq,
    kind: 'message',
    body: `message ${seq}`,
    author: VISITOR,
    at: NOW + seq * 1_000,
    event: null,
    ...change,
  };
}

export function givenThread(change: Partial<Thread> = {}): Thread {
  return { ...emptyThread, ...change };
}
