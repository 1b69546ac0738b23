import { Ban, CircleCheck, CircleDashed, CircleX, Clock, Hourglass, ShieldAlert, type LucideIcon } from 'lucide-react';
import type { Tone } from '#renderer/ui/Badge.tsx';
import type { Payment, PaymentState } from '#shared/billing/payments/contract.ts';

interface Look {
  readonly tone: Tone;
  readonly icon: LucideIcon;
}

export const STATE_LOOKS: Readonly<Record<PaymentState, Look>> = {
  succeeded: { tone: 'success', icon: CircleCheck },
  failed: { tone: 'danger', icon: CircleX },
  uncaptured: { tone: 'warning', icon: Hourglass },
  processing: { tone: 'info', icon: Clock },
  actionRequired: { tone: 'info', icon: ShieldAlert },
  incomplete: { tone: 'neutral', icon: CircleDashed },
  canceled: { tone: 'neutral', icon: Ban },
};

type DisputeState = NonNullable<Payment['dispute']>['state'];

export const DISPUTE_TONES: Readonly<Record<DisputeState, Tone>> = {
  warning_needs_response: 'warning',
  warning_under_review: 'neutral',
  warning_closed: 'neutral',
  needs_response: 'danger',
  under_review: 'warning',
  won: 'success',
  lost: 'danger',
  prevented: 'neutral',
};
