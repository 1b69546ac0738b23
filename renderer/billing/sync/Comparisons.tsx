import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { Comparison } from './Comparison.tsx';
import { useReconciliations, useSyncActions } from './useSync.ts';

const DAYS = ['1', '7', '30', '90', '365'] as const;
const MOST_AT_FIRST = 5;

/** Passes over Stripe's lists: what each found to differ, and the way to make another. */
export function Comparisons() {
  const { app, billing } = useWords();
  const words = billing.sync;
  const { locale } = useUiEnvironment();
  const query = useReconciliations();
  const { reconcile } = useSyncActions();
  const [days, setDays] = useState<(typeof DAYS)[number]>('30');
  const [isWhole, setIsWhole] = useState(false);
  const all = query.data?.reconciliations ?? [];
  const running = all.find(({ state }) => state === 'running');
  const shown = isWhole ? all : all.slice(0, MOST_AT_FIRST);
  const { format } = new Intl.NumberFormat(locale);
  return (
    <section aria-label={words.compare} className="mt-8 flex flex-col gap-4">
      <header>
        <h3 className="text-title font-semibold">{words.compare}</h3>
        <p className="mt-1 text-ink-muted">{words.compareHelp}</p>
      </header>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={words.compareSpan}>
          {(wiring) => (
            <Select
              {...wiring}
              value={days}
              onValueChange={setDays}
              options={DAYS.map((value) => ({ value, label: words.lastDays(Number(value)) }))}
            />
          )}
        </Field>
        <Button
          size="medium"
          busy={reconcile.isPending || running !== undefined}
          onClick={() => reconcile.mutate(Number(days))}
        >
          {words.compareNow}
        </Button>
        {running !== undefined && (
          <div role="status" className="flex min-w-52 flex-1 flex-col gap-1.5 pb-1">
            <span className="text-meta text-ink-muted tabular-nums">
              {words.comparedSoFar(running.checked, running.missing + running.stale)}
            </span>
            <Progress label={words.comparedRunning} value={null} />
          </div>
        )}
      </div>
      <ListStates
        state={listStateOf(query, all.length)}
        loading={
          <Rows>
            <SkeletonList label={app.loading} rows={2} rowHeight={52} avatar={false} />
          </Rows>
        }
        empty={<EmptyState icon={GitCompareArrows} title={words.comparedNever} description={words.comparedNeverHelp} />}
        error={<QueryError title={words.comparisonsFailed} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        <Rows>
          {shown.map((one) => (
            <Comparison key={one.id} comparison={one} />
          ))}
        </Rows>
        {!isWhole && all.length > MOST_AT_FIRST && (
          <Button className="mt-3" onClick={() => setIsWhole(true)}>
            {words.comparisonsAll(format(all.length))}
          </Button>
        )}
      </ListStates>
    </section>
  );
}
