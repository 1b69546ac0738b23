import { CircleAlert, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge, type Tone } from '#renderer/ui/Badge.tsx';
import type { Severity } from '#shared/monitoring/alerts/rule.ts';

const LOOKS: Readonly<Record<Severity, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  critical: { tone: 'danger', icon: CircleAlert },
  warning: { tone: 'warning', icon: TriangleAlert },
  info: { tone: 'info', icon: Info },
};

export function SeverityBadge({ severity }: { readonly severity: Severity }) {
  const words = useWords().monitoring.alerts.severities;
  const { tone, icon } = LOOKS[severity];
  return (
    <Badge tone={tone} icon={icon}>
      {words[severity]}
    </Badge>
  );
}
