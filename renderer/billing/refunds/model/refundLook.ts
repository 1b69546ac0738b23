import {
  Ban,
  CircleCheck,
  CircleHelp,
  CircleSlash,
  CircleX,
  Clock,
  Hourglass,
  PencilLine,
  Send,
  TimerOff,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { Tone } from '#renderer/ui/Badge.tsx';
import type { RefundState } from '#shared/billing/refunds/contract.ts';

interface Look {
  readonly tone: Tone;
  readonly icon: LucideIcon;
}

export const REFUND_LOOKS: Readonly<Record<RefundState, Look>> = {
  draft: { tone: 'neutral', icon: PencilLine },
  requested: { tone: 'warning', icon: Hourglass },
  sending: { tone: 'info', icon: Send },
  unknown: { tone: 'warning', icon: CircleHelp },
  pending: { tone: 'info', icon: Clock },
  succeeded: { tone: 'success', icon: CircleCheck },
  failed: { tone: 'danger', icon: CircleX },
  canceled: { tone: 'neutral', icon: Ban },
  declined: { tone: 'danger', icon: CircleX },
  refused: { tone: 'neutral', icon: CircleSlash },
  withdrawn: { tone: 'neutral', icon: Undo2 },
  expired: { tone: 'neutral', icon: TimerOff },
};
