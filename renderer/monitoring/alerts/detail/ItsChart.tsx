import { useMemo } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useRuleTest } from '#renderer/monitoring/alerts/hooks/useAlerts.ts';
import { RuleChart } from '#renderer/monitoring/alerts/parts/RuleChart.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { useNow } from '#renderer/ui/useNow.ts';
import type { Alert } from '#shared/monitoring/alerts/contract.ts';

/** So many steps before and after it. */
const AROUND_STEPS = 30;

/** The values at the time of an alert, of its own group, with the rule as it was. */
export function ItsChart({ alert }: { readonly alert: Alert }) {
  const words = useWords().monitoring.alerts.detail;
  const { rule, labels, startedAt, resolved } = alert;
  const now = useNow(rule.stepMs >= 60_000 ? 60_000 : 10_000);
  const around = AROUND_STEPS * rule.stepMs;
  // The server tells no more than there is: its clock decides.
  const until = resolved === null ? Math.max(now, startedAt) + around : resolved.at + around;
  const own = useMemo(() => ({ ...rule, isEnabled: true }), [rule]);
  const query = useRuleTest(own, startedAt - around, Math.floor(until / 10_000) * 10_000);
  const tested = query.data ?? null;
  if (query.isError && tested === null) return <QueryError title={words.chartFailed} query={query} />;
  if (tested === null) return <Skeleton className="h-52 w-full" />;
  const isOwn = (of: Readonly<Record<string, string>>): boolean =>
    Object.entries(labels).every(([name, value]) => of[name] === value);
  const tracks = tested.tracks.filter((track) => isOwn(track.labels));
  if (!tracks.some(({ values }) => values.some((value) => value !== null)))
    return <p className="rounded-medium border border-line bg-surface px-4 py-3 text-ink-muted">{words.noValues}</p>;
  const firings = tested.firings.filter((one) => isOwn(one.labels));
  return <RuleChart title={words.chart} rule={rule} tested={{ ...tested, tracks, firings, count: firings.length }} />;
}
