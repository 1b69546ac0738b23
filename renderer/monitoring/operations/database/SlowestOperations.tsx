import { useQuery } from '@tanstack/react-query';
import { Timer } from 'lucide-react';
import type { OutputOf } from '#shared/contract.ts';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useClient } from '#renderer/app/context.ts';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { formatBytes } from '#renderer/monitoring/formatBytes.ts';
import { formatMilliseconds } from '#renderer/monitoring/formatMilliseconds.ts';
import { PlainTable, type PlainColumn } from '#renderer/monitoring/operations/parts/PlainTable.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';

const EVERY_MS = 5_000;

type Operation = OutputOf<'monitoring.database'>['operations'][number];

/** The files of the database, and what took the most time in it since the server was started, by name. */
export function SlowestOperations() {
  const { app, monitoring } = useWords();
  const words = monitoring.operations.database;
  const { locale } = useUiEnvironment();
  const client = useClient();
  const query = useQuery({
    queryKey: ['monitoring.database'],
    queryFn: () => client.call('monitoring.database', {}),
    refetchInterval: EVERY_MS,
  });
  const number = new Intl.NumberFormat(locale);
  const time = (ms: number): string => formatMilliseconds(ms, locale);
  const columns: readonly PlainColumn<Operation>[] = [
    {
      id: 'name',
      label: words.columns.name,
      isHead: true,
      render: ({ name }) => <code className="font-mono text-meta select-text">{name}</code>,
    },
    { id: 'count', label: words.columns.count, align: 'end', render: ({ count }) => number.format(count) },
    { id: 'mean', label: words.columns.mean, align: 'end', render: ({ meanMs }) => time(meanMs) },
    { id: 'slowest', label: words.columns.slowest, align: 'end', render: ({ slowestMs }) => time(slowestMs) },
    { id: 'total', label: words.columns.total, align: 'end', render: ({ totalMs }) => time(totalMs) },
  ];
  const operations = query.data?.operations ?? [];
  return (
    <section aria-label={words.slowest} className="flex flex-col gap-3">
      <div>
        <h2 className="text-title font-semibold">{words.slowest}</h2>
        <p className="text-ink-muted">{words.slowestHelp}</p>
      </div>
      <ListStates
        state={listStateOf(query, operations.length)}
        loading={<SkeletonList label={app.loading} rows={5} rowHeight={40} avatar={false} />}
        empty={
          <EmptyState
            icon={Timer}
            title={query.data?.isMeasured === false ? words.notMeasured : words.emptyTitle}
            description={words.emptyDescription}
          />
        }
        error={<QueryError title={words.loadFailed} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        <PlainTable label={words.table} columns={columns} items={operations} keyOf={({ name }) => name} />
      </ListStates>
      {query.data !== undefined && (
        <Rows>
          <Row label={words.log} help={words.logHelp}>
            <span className="text-ink-muted tabular-nums">{formatBytes(query.data.logBytes, locale)}</span>
          </Row>
        </Rows>
      )}
    </section>
  );
}
