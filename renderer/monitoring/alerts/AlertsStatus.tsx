import { Siren, CircleCheck } from 'lucide-react';
import { useLocation } from 'wouter';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useAlertCounts, useAlertsFeed } from '#renderer/monitoring/alerts/hooks/useAlerts.ts';
import { cx } from '#renderer/ui/cx.ts';
import { isGranted } from '#shared/wire/access.ts';

/** In the foot of the window of whoever sees to alerts: how many fire that nobody has acknowledged. */
export function AlertsStatus() {
  const { roles } = useSession().account;
  return isGranted(roles, 'monitoring.manage') ? <Count /> : null;
}

function Count() {
  const words = useWords().monitoring.alerts.status;
  const [, navigate] = useLocation();
  const { data } = useAlertCounts();
  useAlertsFeed();
  if (data === undefined) return null;
  const isQuiet = data.firing === 0;
  const Icon = isQuiet ? CircleCheck : Siren;
  const text = isQuiet ? words.none : words.firing(data.firing);
  return (
    <button
      type="button"
      aria-label={`${text}. ${words.open}`}
      onClick={() => navigate('/alerts')}
      className={cx(
        'flex items-center gap-1.5 rounded-small px-1 hover:bg-hover',
        !isQuiet && (data.worst === 'critical' ? 'font-medium text-danger-text' : 'font-medium text-warning-text'),
      )}
    >
      <Icon aria-hidden className="size-3.5" strokeWidth={1.75} />
      {text}
    </button>
  );
}
