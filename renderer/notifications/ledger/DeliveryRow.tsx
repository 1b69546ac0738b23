import { CircleCheck, CircleMinus, CircleX, Clock, MousePointerClick, Send, type LucideIcon } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge, type Tone } from '#renderer/ui/Badge.tsx';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import type { Delivery } from '#shared/notifications/contract.ts';
import type { DeliveryState } from '#shared/notifications/kinds.ts';

const LOOKS: Readonly<Record<DeliveryState, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  queued: { tone: 'neutral', icon: Clock },
  sent: { tone: 'info', icon: Send },
  shown: { tone: 'success', icon: CircleCheck },
  clicked: { tone: 'success', icon: MousePointerClick },
  failed: { tone: 'warning', icon: CircleX },
  withdrawn: { tone: 'neutral', icon: CircleMinus },
};

/** When the state that it is in began. */
const since = ({ clickedAt, endedAt, sentAt, queuedAt }: Delivery): number =>
  clickedAt ?? endedAt ?? sentAt ?? queuedAt;

const CLOCK = { timeStyle: 'medium' } as const;

/** What became of one notification on one way: where it went, what it is now and since when, and why. */
export function DeliveryRow({ delivery }: { readonly delivery: Delivery }) {
  const { notifications, monitoring } = useWords();
  const { channels, states, reasons, ledger } = notifications;
  const { channel, target, state, reason, discardedAs, isBundled, withdrawnAt } = delivery;
  const { tone, icon } = LOOKS[state];
  const notes = [
    ...(reason === null ? [] : [reasons[reason]]),
    ...(discardedAs === null ? [] : [monitoring.operations.jobs.reasons[discardedAs].toLowerCase()]),
    ...(isBundled ? [ledger.bundled] : []),
    ...(withdrawnAt !== null && state !== 'withdrawn' ? [ledger.takenBack] : []),
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
      <span className="w-24 shrink-0 font-medium">{channels[channel]}</span>
      <span className="flex min-w-26 shrink-0">
        <Badge tone={tone} icon={icon}>
          {states[state]}
        </Badge>
      </span>
      <span className="min-w-0 flex-1 text-meta text-ink-muted wrap-anywhere">
        {[...(target === null ? [] : [target]), ...notes].join(' · ')}
      </span>
      <ExactTime at={since(delivery)} format={CLOCK} className="text-meta text-ink-faint tabular-nums" />
    </li>
  );
}
