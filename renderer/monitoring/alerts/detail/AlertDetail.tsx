import { BellOff, CircleCheck, UserCheck } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useArrivals } from '#renderer/app/arrivals.ts';
import { useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { journalAbout } from '#renderer/audit/model/place.ts';
import { useAlert } from '#renderer/monitoring/alerts/hooks/useAlerts.ts';
import { useAlertDeed } from '#renderer/monitoring/alerts/hooks/useAlertDeed.ts';
import { ruleText } from '#renderer/monitoring/alerts/model/conditionText.ts';
import { labelsText } from '#renderer/monitoring/alerts/model/format.ts';
import { pathOf, FIRST_PLACE } from '#renderer/monitoring/alerts/model/place.ts';
import { SeverityBadge } from '#renderer/monitoring/alerts/parts/SeverityBadge.tsx';
import { StateBadge } from '#renderer/monitoring/alerts/parts/StateBadge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import type { Alert } from '#shared/monitoring/alerts/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { AlertFacts } from './AlertFacts.tsx';
import { ItsChart } from './ItsChart.tsx';
import { Told } from './Told.tsx';

interface AlertDetailProps {
  readonly alertId: string;
  /** Its main button, once it is there. */
  readonly takesFocus: boolean;
  /** Null for who may only acknowledge. */
  readonly onSilence: ((alert: Alert) => void) | null;
}

/** One alert: what it is, what can be done, who was told, and what its value did. */
export function AlertDetail({ alertId, takesFocus, onSilence }: AlertDetailProps) {
  const words = useWords().monitoring.alerts.detail;
  const { account } = useSession();
  const query = useAlert(alertId);
  const { data } = query;
  if (data === undefined)
    return query.isError ? (
      <QueryError title={words.failed} query={query} />
    ) : (
      <div className="flex flex-col gap-4 p-5">
        <Skeleton className="h-6 w-2/3" />
        <Skeleton className="h-24 w-full" />
        <Skeleton className="h-52 w-full" />
      </div>
    );
  if (data === null) return <EmptyState icon={CircleCheck} title={words.gone} description={words.goneDescription} />;
  const { alert } = data;
  return (
    <article className="flex flex-col gap-5 p-5">
      <Head alert={alert} />
      {alert.resolved === null && <Deeds alert={alert} takesFocus={takesFocus} onSilence={onSilence} />}
      <AlertFacts {...data} />
      {isGranted(account.roles, 'monitoring.manage') && <ItsChart alert={alert} />}
      <Told told={data.told} />
      <Links alert={alert} />
    </article>
  );
}

function Head({ alert }: { readonly alert: Alert }) {
  const { condition } = useWords().monitoring.alerts;
  const { locale } = useUiEnvironment();
  const { rule } = alert;
  const about = labelsText(alert.labels);
  return (
    <header className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <SeverityBadge severity={alert.severity} />
        <StateBadge alert={alert} />
      </p>
      <h3 className="text-[1.125rem] leading-6 font-semibold">
        {rule.name}
        {about !== null && <span className="font-normal text-ink-muted"> · {about}</span>}
      </h3>
      <p className="text-ink-muted">{ruleText(rule, condition, locale)}</p>
      {rule.help !== '' && <p className="whitespace-pre-line">{rule.help}</p>}
    </header>
  );
}

function Deeds({
  alert,
  takesFocus,
  onSilence,
}: { readonly alert: Alert } & Pick<AlertDetailProps, 'takesFocus' | 'onSilence'>): ReactNode {
  const words = useWords().monitoring.alerts.detail;
  const deed = useAlertDeed();
  const main = useRef<HTMLButtonElement>(null);
  const isNew = alert.acknowledged === null;
  const arrivals = useArrivals();
  // Whoever comes from a notification acknowledges with one key.
  useEffect(() => {
    if (isNew && takesFocus) main.current?.focus({ preventScroll: true, focusVisible: true });
  }, [isNew, takesFocus, arrivals]);
  return (
    <div className="flex flex-wrap gap-2">
      {isNew && (
        <Button
          ref={main}
          variant="primary"
          icon={UserCheck}
          shortcut="a"
          busy={deed.isBusy('acknowledge')}
          onClick={() => deed.run('acknowledge', alert.id)}
        >
          {words.acknowledge}
        </Button>
      )}
      {onSilence !== null && (
        <>
          <Button
            icon={CircleCheck}
            shortcut="e"
            busy={deed.isBusy('resolve')}
            onClick={() => deed.run('resolve', alert.id)}
          >
            {words.resolve}
          </Button>
          <Button icon={BellOff} shortcut="s" onClick={() => onSilence(alert)}>
            {words.silence}
          </Button>
        </>
      )}
    </div>
  );
}

function Links({ alert }: { readonly alert: Alert }) {
  const words = useWords().monitoring.alerts.detail;
  const { account } = useSession();
  const [, navigate] = useLocation();
  return (
    <p className="flex flex-wrap gap-2">
      {isGranted(account.roles, 'monitoring.manage') && (
        <Button variant="ghost" onClick={() => navigate(pathOf({ ...FIRST_PLACE, tab: 'rules', rule: alert.ruleId }))}>
          {words.rule}
        </Button>
      )}
      {isGranted(account.roles, 'audit.read') && (
        <Button variant="ghost" onClick={() => navigate(journalAbout('alert', alert.id))}>
          {words.journal}
        </Button>
      )}
    </p>
  );
}
