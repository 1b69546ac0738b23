import { Siren, CircleCheck } from 'lucide-react';
import type { Ref } from 'react';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { MoreFailed } from '#renderer/app/MoreFailed.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import type { Alerts } from '#renderer/monitoring/alerts/hooks/useAlerts.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { VirtualList } from '#renderer/ui/VirtualList.tsx';
import type { Alert } from '#shared/monitoring/alerts/contract.ts';
import { ALERT_ROW_HEIGHT, AlertRow } from './AlertRow.tsx';

interface AlertListProps {
  readonly view: 'open' | 'over';
  readonly all: Alerts;
  readonly selectedId: string | null;
  readonly onOpen: (alertId: string) => void;
  readonly onRules: () => void;
  readonly ref: Ref<HTMLDivElement>;
}

const keyOf = ({ id }: Alert): string => id;

/** What fires, or what did, in the state that holds. */
export function AlertList({ view, all, selectedId, onOpen, onRules, ref }: AlertListProps) {
  const words = useWords().monitoring.alerts.list;
  const { query, alerts, readMore } = all;
  return (
    <section aria-label={words.label} className="flex min-h-0 flex-1 flex-col">
      <ListStates
        state={query.isPlaceholderData ? 'loading' : listStateOf(query, alerts.length)}
        loading={<SkeletonList label={words.loading} rows={6} rowHeight={ALERT_ROW_HEIGHT} avatar={false} />}
        empty={
          view === 'open' ? (
            <EmptyState
              icon={CircleCheck}
              title={words.emptyTitle}
              description={words.emptyDescription}
              action={<Button onClick={onRules}>{words.seeRules}</Button>}
            />
          ) : (
            <EmptyState icon={Siren} title={words.noneOverTitle} description={words.noneOverDescription} />
          )
        }
        error={<QueryError title={words.failedTitle} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        <VirtualList
          ref={ref}
          items={alerts}
          keyOf={keyOf}
          label={words.label}
          rowHeight={ALERT_ROW_HEIGHT}
          selectedKey={selectedId}
          onSelect={({ id }) => onOpen(id)}
          onNearEnd={readMore}
          total={query.hasNextPage ? null : alerts.length}
          renderRow={(alert, { selected, active }) => (
            <AlertRow alert={alert} isSelected={selected} isActive={active} />
          )}
        />
      </ListStates>
      {alerts.length > 0 && query.isFetchNextPageError && <MoreFailed text={words.moreFailed} query={query} />}
    </section>
  );
}
