import { useQuery } from '@tanstack/react-query';
import { Cable, Unplug } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '#shared/contract.ts';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { useClient } from '#renderer/app/context.ts';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { Page } from '#renderer/monitoring/operations/parts/Page.tsx';
import { PlainTable } from '#renderer/monitoring/operations/parts/PlainTable.tsx';
import { DisconnectDialog } from './DisconnectDialog.tsx';
import { useLineColumns } from './useLineColumns.tsx';

const KINDS = ['all', 'staff', 'visitor'] as const;
const EVERY_MS = 2_000;

export type Line = OutputOf<'monitoring.connections'>['lines'][number];
export const CONNECTIONS = ['monitoring.connections'];

/** Who is connected now, and the way to end a line. */
export function ConnectionsTab() {
  const { app, monitoring } = useWords();
  const words = monitoring.operations.connections;
  const client = useClient();
  const { locale } = useUiEnvironment();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('all');
  const [ending, setEnding] = useState<Line | null>(null);
  const query = useQuery({
    queryKey: [...CONNECTIONS, kind],
    queryFn: () => client.call('monitoring.connections', { kind }),
    refetchInterval: EVERY_MS,
    placeholderData: (before) => before,
  });
  const lines = query.data?.lines ?? [];
  const columns = useLineColumns(setEnding);
  const counts = query.data?.counts;
  const total =
    counts === undefined ? 0 : kind === 'all' ? counts.staff + counts.visitor + counts.anonymous : counts[kind];
  const number = new Intl.NumberFormat(locale);
  return (
    <Page label={monitoring.operations.tabs.connections}>
      <div className="flex flex-wrap items-center gap-3">
        <Segmented
          label={words.filter}
          value={kind}
          segments={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          onValueChange={setKind}
        />
        {counts !== undefined && (
          <span className="text-meta text-ink-muted tabular-nums">
            {words.counts(number.format(counts.staff), number.format(counts.visitor))}
          </span>
        )}
      </div>
      <ListStates
        state={listStateOf(query, lines.length)}
        loading={<SkeletonList label={app.loading} rows={5} rowHeight={52} />}
        empty={<EmptyState icon={Cable} title={words.emptyTitle} description={words.emptyDescription} />}
        error={<QueryError title={words.loadFailed} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        <PlainTable label={words.table} columns={columns} items={lines} keyOf={({ id }) => id} />
        {total > lines.length && (
          <p className="text-meta text-ink-muted">{words.more(number.format(lines.length), number.format(total))}</p>
        )}
      </ListStates>
      <p className="flex items-center gap-2 text-meta text-ink-faint">
        <Unplug aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
        {words.note}
      </p>
      {ending !== null && <DisconnectDialog line={ending} onClose={() => setEnding(null)} />}
    </Page>
  );
}
