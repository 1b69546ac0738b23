import {
  BanknoteArrowUp,
  CheckCheck,
  Gavel,
  Link2,
  Link2Off,
  MessageCirclePlus,
  MessagesSquare,
  RotateCcw,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { DISPUTE_TONES, STATE_LOOKS } from '#renderer/billing/payments/parts/stateLook.ts';
import type { Tone } from '#renderer/ui/Badge.tsx';
import type { CustomerMoment } from '#shared/customers/timeline/contract.ts';

export interface MomentLook {
  readonly icon: LucideIcon;
  readonly color: string;
}

const PLAIN = 'text-ink-faint';
const COLORS: Readonly<Record<Tone, string>> = {
  neutral: PLAIN,
  accent: 'text-accent-text',
  success: 'text-success-text',
  warning: 'text-warning-text',
  danger: 'text-danger-text',
  info: 'text-info-text',
};
const CHANGES = { started: MessageCirclePlus, closed: CheckCheck, reopened: RotateCcw } as const;

/** The sign of a moment: what it is, and whether it went well. */
export function momentLook(moment: CustomerMoment): MomentLook {
  switch (moment.kind) {
    case 'conversation':
      return { icon: CHANGES[moment.change], color: PLAIN };
    case 'messages':
      return { icon: MessagesSquare, color: 'text-accent-text' };
    case 'payment': {
      const { icon, tone } = STATE_LOOKS[moment.payment.state];
      return { icon, color: COLORS[tone] };
    }
    case 'refund':
      return { icon: Undo2, color: moment.state === 'failed' ? COLORS.danger : PLAIN };
    case 'dispute':
      return { icon: Gavel, color: COLORS[DISPUTE_TONES[moment.state]] };
    case 'request':
      return { icon: BanknoteArrowUp, color: PLAIN };
    case 'payers':
      return { icon: moment.change === 'linked' ? Link2 : Link2Off, color: PLAIN };
  }
}
