import { isGranted, type Permission, type Role } from '#shared/wire/access.ts';
import type { QuietHours } from '#shared/notifications/preferences/contract.ts';
import { NOTIFICATION_KINDS, type Channel, type NotificationKind } from './kinds.ts';

/** Whom a kind is for by their roles; null for everybody. An alert comes to others too, as its routes say (`reaches` of its source). */
const FOR: Readonly<Record<NotificationKind, Permission | null>> = {
  messageWaiting: 'chat.write',
  conversationAssigned: 'chat.write',
  refundApproval: 'refunds.approve',
  refundOutcome: 'refunds.draft',
  disputeDeadline: 'disputes.manage',
  alert: 'monitoring.manage',
  failedJob: 'monitoring.manage',
  newSignIn: null,
  test: null,
};

/** The kinds that somebody is told of by their roles, and so chooses about. A test is nobody's choice. */
export const kindsFor = (roles: readonly Role[]): readonly NotificationKind[] =>
  NOTIFICATION_KINDS.filter((kind) => {
    const permission = FOR[kind];
    return kind !== 'test' && (permission === null || isGranted(roles, permission));
  });

/** Where nobody chose: what is near is told at once, what leaves the house only when it is urgent and was not shown. */
export const isOnByDefault = (channel: Channel): boolean => channel === 'system' || channel === 'push';

export const quietByDefault = (timeZone: string): QuietHours => ({
  isOn: false,
  from: 22 * 60,
  to: 7 * 60,
  timeZone,
  days: [0, 1, 2, 3, 4, 5, 6],
  urgentThrough: true,
});
