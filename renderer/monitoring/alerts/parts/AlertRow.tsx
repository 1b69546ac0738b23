import { useWords } from '#renderer/app/words/useWords.ts';
import { labelsText, valueText } from '#renderer/monitoring/alerts/model/format.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { duration } from '#renderer/ui/time.ts';
import type { Alert } from '#shared/monitoring/alerts/contract.ts';
import { SeverityBadge } from './SeverityBadge.tsx';
import { StateBadge } from './StateBadge.tsx';

export const ALERT_ROW_HEIGHT = 76;

interface AlertRowProps {
  readonly alert: Alert;
  readonly isSelected: boolean;
  readonly isActive: boolean;
}

/** One alert in the list. */
export function AlertRow({ alert, isSelected, isActive }: AlertRowProps) {
  const words = useWords().monitoring.alerts.list;
  const { locale } = useUiEnvironment();
  const { rule, resolved, startedAt } = alert;
  const about = labelsText(alert.labels);
  return (
    <div
      className={cx(
        'relative flex flex-col justify-center gap-1.5 border-b border-line px-5 transition-colors',
        isSelected ? 'bg-accent-subtle' : isActive ? 'bg-hover' : 'hover:bg-hover',
        isActive && 'outline-2 -outline-offset-2 outline-focus',
      )}
      style={{ blockSize: ALERT_ROW_HEIGHT }}
    >
      {isSelected && <span aria-hidden className="absolute inset-y-0 start-0 w-0.5 bg-accent" />}
      <p className="flex items-baseline gap-3">
        <span className="min-w-0 flex-1 truncate">
          <span className="font-medium">{rule.name}</span>
          {about !== null && <span className="text-ink-muted"> · {about}</span>}
        </span>
        <span className="shrink-0 tabular-nums">{valueText(rule.condition, alert.lastValue, locale)}</span>
      </p>
      <p className="flex items-center gap-2">
        <SeverityBadge severity={alert.severity} />
        <span className="min-w-0 flex-1 truncate text-ink-muted">
          <RelativeTime at={startedAt} />
          {resolved !== null && ` · ${words.lasted(duration(resolved.at - startedAt, locale))}`}
        </span>
        <StateBadge alert={alert} />
      </p>
    </div>
  );
}
