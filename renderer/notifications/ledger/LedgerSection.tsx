import { SearchX, Send } from 'lucide-react';
import { useState } from 'react';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Rows, SectionHead } from '#renderer/accounts/settings/SettingsPart.tsx';
import { MoreFailed } from '#renderer/app/MoreFailed.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { DELIVERY_STATES, NOTIFICATION_KINDS } from '#shared/notifications/kinds.ts';
import { LedgerItem } from './LedgerItem.tsx';
import { useLedger, type LedgerFilter } from './useLedger.ts';
import { WebhooksPart } from './WebhooksPart.tsx';

const ANY = 'any';
const ALL: LedgerFilter = { kind: null, state: null };

/** Every notification and what became of it, and where notifications go outside of the house. */
export function LedgerSection() {
  const { ledger: words, states } = useWords().notifications;
  const { kinds } = words;
  const [filter, setFilter] = useState(ALL);
  return (
    <>
      <SectionHead title={words.title} description={words.description} />
      <div className="mb-3 flex flex-wrap gap-2">
        <Select
          label={words.kind}
          value={filter.kind ?? ANY}
          options={[
            { value: ANY, label: words.anyKind },
            ...NOTIFICATION_KINDS.map((kind) => ({ value: kind, label: kinds[kind] })),
          ]}
          onValueChange={(value) => setFilter({ ...filter, kind: value === ANY ? null : value })}
          className="min-w-44"
        />
        <Select
          label={words.state}
          value={filter.state ?? ANY}
          options={[
            { value: ANY, label: words.anyState },
            ...DELIVERY_STATES.map((state) => ({ value: state, label: states[state] })),
          ]}
          onValueChange={(value) => setFilter({ ...filter, state: value === ANY ? null : value })}
          className="min-w-36"
        />
      </div>
      <Items filter={filter} onClear={() => setFilter(ALL)} />
      <WebhooksPart />
    </>
  );
}

function Items({ filter, onClear }: { readonly filter: LedgerFilter; readonly onClear: () => void }) {
  const words = useWords().notifications.ledger;
  const query = useLedger(filter);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = filter.kind !== null || filter.state !== null;
  const state = listStateOf(query, items.length);
  return (
    <>
      <ListStates
        state={state === 'empty' && isFiltered ? 'filtered' : state}
        loading={
          <Rows>
            <SkeletonList label={words.loading} rows={6} rowHeight={76} />
          </Rows>
        }
        empty={
          <Rows>
            <EmptyState icon={Send} title={words.emptyTitle} description={words.emptyDescription} />
          </Rows>
        }
        filtered={
          <Rows>
            <EmptyState
              icon={SearchX}
              title={words.filteredTitle}
              description={words.filteredDescription}
              action={<Button onClick={onClear}>{words.clear}</Button>}
            />
          </Rows>
        }
        error={<QueryError title={words.failed} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        <Rows>
          {items.map((item) => (
            <LedgerItem key={item.id} item={item} />
          ))}
        </Rows>
        {query.hasNextPage && !query.isFetchNextPageError && (
          <div className="mt-3 flex justify-center">
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {words.more}
            </Button>
          </div>
        )}
      </ListStates>
      {query.isFetchNextPageError && <MoreFailed text={words.moreFailed} query={query} />}
    </>
  );
}
