import type { ReactNode } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { valueText } from '#renderer/monitoring/alerts/model/format.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ExactTime, RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { duration } from '#renderer/ui/time.ts';
import type { OutputOf } from '#shared/contract.ts';

const WHEN = { dateStyle: 'medium', timeStyle: 'medium' } as const;

/** Since when, how much, by whom, and what comes next. */
export function AlertFacts({ alert, people }: OutputOf<'monitoring.alert'>) {
  const words = useWords().monitoring.alerts.detail;
  const { locale } = useUiEnvironment();
  const { rule, resolved, acknowledged, silencedUntil, nextStepAt } = alert;
  const nameOf = (id: string | null): string => people.find((one) => one.accountId === id)?.name ?? words.somebody;
  const value = (one: number | null): string => valueText(rule.condition, one, locale);
  const ends = (): string => {
    if (resolved === null) return '';
    const how = words.ends[resolved.as];
    return typeof how === 'string' ? how : how(nameOf(resolved.by));
  };
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-5 gap-y-1.5 rounded-medium border border-line bg-surface px-4 py-3">
      <Fact name={words.fired}>
        <ExactTime at={alert.startedAt} format={WHEN} /> · <RelativeTime at={alert.startedAt} />
      </Fact>
      {rule.condition.kind !== 'absence' && (
        <Fact name={words.value}>
          <span className="font-medium tabular-nums">{value(alert.lastValue)}</span>
          {alert.value !== alert.lastValue && (
            <span className="text-ink-muted"> · {words.valueAtStart(value(alert.value))}</span>
          )}
        </Fact>
      )}
      {acknowledged !== null && (
        <Fact name={words.acknowledgedBy}>
          {words.byAt(nameOf(acknowledged.by))} · <ExactTime at={acknowledged.at} format={WHEN} />
        </Fact>
      )}
      {resolved !== null && (
        <>
          <Fact name={words.over}>
            <ExactTime at={resolved.at} format={WHEN} /> · {ends()}
          </Fact>
          <Fact name={words.lasted}>{duration(resolved.at - alert.startedAt, locale)}</Fact>
        </>
      )}
      {silencedUntil !== null && (
        <Fact name={words.silencedUntil}>
          <ExactTime at={silencedUntil} format={WHEN} />
        </Fact>
      )}
      <Fact name={words.route}>{alert.routeName}</Fact>
      {nextStepAt !== null && acknowledged === null && resolved === null && (
        <Fact name={words.nextStep}>
          <ExactTime at={nextStepAt} format={WHEN} />
          <span className="text-ink-muted"> · {words.unlessAcknowledged}</span>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
