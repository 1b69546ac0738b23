import type { Notification } from '#shared/notifications/contract.ts';
import { idOf } from '#tests/renderer/chat/support/make.ts';

/** A notification of a message that waits. */
export const makeNotification = (changes: Partial<Notification> = {}): Notification => ({
  id: 1,
  kind: 'messageWaiting',
  subject: { kind: 'conversation', id: idOf(1) },
  urgency: 'normal',
  since: 0,
  deadline: null,
  facts: { customerId: idOf(2) },
  words: { who: 'Ada', text: 'Where is my order?' },
  createdAt: 0,
  toldAt: 0,
  seenAt: null,
  openedAt: null,
  closedAt: null,
  closedBy: null,
  ...changes,
});
