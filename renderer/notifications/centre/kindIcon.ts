import {
  Gavel,
  MessageSquare,
  Siren,
  Send,
  ShieldAlert,
  TriangleAlert,
  Undo2,
  UserRoundCheck,
  type LucideIcon,
} from 'lucide-react';
import type { NotificationKind } from '#shared/notifications/kinds.ts';

export const KIND_ICONS: Readonly<Record<NotificationKind, LucideIcon>> = {
  messageWaiting: MessageSquare,
  conversationAssigned: UserRoundCheck,
  refundApproval: Undo2,
  refundOutcome: Undo2,
  disputeDeadline: Gavel,
  alert: Siren,
  failedJob: TriangleAlert,
  newSignIn: ShieldAlert,
  test: Send,
};
