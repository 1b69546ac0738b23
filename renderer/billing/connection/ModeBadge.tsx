import { CircleDollarSign, FlaskConical, TestTube } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import type { BillingMode } from '#shared/billing/connection/contract.ts';

const LOOK = {
  demo: { tone: 'warning', icon: FlaskConical },
  test: { tone: 'info', icon: TestTube },
  live: { tone: 'success', icon: CircleDollarSign },
} as const;

/** Whether money moves, so that nobody can take one for the other. */
export function ModeBadge({ mode }: { readonly mode: BillingMode }) {
  const words = useWords().billing.connection;
  const { tone, icon } = LOOK[mode];
  return (
    <Badge tone={tone} look="solid" icon={icon}>
      {words.mode[mode]}
    </Badge>
  );
}
