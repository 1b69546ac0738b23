import { useEffect, useMemo, useState } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useRuleTest } from '#renderer/monitoring/alerts/hooks/useAlerts.ts';
import { labelsText } from '#renderer/monitoring/alerts/model/format.ts';
import { RuleChart } from '#renderer/monitoring/alerts/parts/RuleChart.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { duration } from '#renderer/ui/time.ts';
import type { AlertRule } from '#shared/monitoring/alerts/rule.ts';

const HOUR_MS = 3_600_000;
/** Steps of ten seconds are kept for a day, of an hour for long. */
const spanOf = ({ stepMs }: AlertRule): number =>
  (stepMs < 60_000 ? 24 : stepMs < HOUR_MS ? 7 * 24 : 30 * 24) * HOUR_MS;
/** Who types is not done yet. */
const PAUSE_MS = 350;
const MOST_TIMES = 5;
/** The oldest hours are only looked back at. */
const NEARLY_ALL = 0.95;

/** What was typed, once nothing was for a moment. */
function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** What a rule would have done, in words and as a chart, while it is being written. */
export function RulePreview({ rule }: { readonly rule: AlertRule | null }) {
  const words = useWords().monitoring.alerts.preview;
  const { locale, now } = useUiEnvironment();
  // Its name and words change nothing of what it does.
  const text =
    rule === null ? null : JSON.stringify({ ...rule, name: '-', help: '', severity: 'info', isEnabled: true });
  const settled = useSettled(text);
  const tried = useMemo(() => (settled === null ? null : (JSON.parse(settled) as AlertRule)), [settled]);
  const [openedAt] = useState(() => Math.floor(now() / 60_000) * 60_000);
  const span = tried === null ? 0 : spanOf(tried);
  const query = useRuleTest(tried, openedAt - span, openedAt);
  const tested = tried === null ? null : (query.data ?? null);
  const isEmpty = tested !== null && !tested.tracks.some(({ values }) => values.some((value) => value !== null));
  return (
    <section
      aria-label={words.title}
      aria-busy={query.isFetching}
      className="flex flex-col gap-3 border-t border-line pt-4"
    >
      <h3 className="font-semibold">{words.title}</h3>
      {tried === null && <p className="text-ink-muted">{words.waiting}</p>}
      {tried !== null &&
        tested === null &&
        (query.isError ? <QueryError title={words.failed} query={query} /> : <Skeleton className="h-52 w-full" />)}
      {tried !== null && tested !== null && (
        <>
          <p role="status" className="text-title font-medium">
            {isEmpty
              ? words.nothing
              : words.wouldHave(tested.count, duration(span, locale, 1), tested.to - tested.from >= span * NEARLY_ALL)}
          </p>
          <p className="text-meta text-ink-muted">
            {tested.count > 0 && `${words.firedFor(duration(tested.firingMs, locale))} `}
            {words.same}
          </p>
          {!isEmpty && <RuleChart title={words.chartTitle} rule={tried} tested={tested} />}
          {tested.firings.length > 0 && (
            <div>
              <h3 className="text-meta font-medium text-ink-muted">{words.last}</h3>
              <ul className="mt-1 flex flex-col gap-0.5">
                {tested.firings
                  .slice(-MOST_TIMES)
                  .reverse()
                  .map((one) => (
                    <li key={`${String(one.from)} ${labelsText(one.labels) ?? ''}`} className="flex gap-3 tabular-nums">
                      <ExactTime at={one.from} format={{ dateStyle: 'medium', timeStyle: 'short' }} />
                      <span className="min-w-0 flex-1 truncate text-ink-muted">{labelsText(one.labels)}</span>
                      <span className="text-ink-muted">
                        {one.to === null ? words.goesOn : duration(one.to - one.from, locale)}
                      </span>
                    </li>
                  ))}
              </ul>
            </div>
          )}
        </>
      )}
    </section>
  );
}
