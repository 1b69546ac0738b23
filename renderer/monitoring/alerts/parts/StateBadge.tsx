import { BellOff, BellRing, CircleCheck, UserCheck } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import type { Alert } from '#shared/monitoring/alerts/contract.ts';

/** How far an alert is, in a word. */
export function StateBadge({ alert }: { readonly alert: Alert }) {
  const words = useWords().monitoring.alerts.states;
  if (alert.resolved !== null)
    return (
      <Badge tone="success" icon={CircleCheck}>
        {words.over}
      </Badge>
    );
  if (alert.acknowledged !== null)
    return (
      <Badge tone="neutral" icon={UserCheck}>
        {words.acknowledged}
      </Badge>
    );
  if (alert.silencedUntil !== null)
    return (
      <Badge tone="neutral" icon={BellOff}>
        {words.silenced}
      </Badge>
    );
  return (
    <Badge tone="danger" icon={BellRing}>
      {words.firing}
    </Badge>
  );
}
