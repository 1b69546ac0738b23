import { useState } from 'react';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge, type Tone } from '#renderer/ui/Badge.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Input } from '#renderer/ui/Input.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { Activity } from 'lucide-react';
import type { EventRow } from '#shared/billing/events/contract.ts';
import { EventDialog } from './EventDialog.tsx';
import { useEvents, type EventFilter } from './useSync.ts';

const STATES = ['waiting', 'processed', 'kept', 'dead'] as const;
const TONES: Readonly<Record<EventRow['state'], Tone>> = {
  waiting: 'info',
  processed: 'success',
  kept: 'neutral',
  dead: 'danger',
};

/** What Stripe told, newest first, and what became of it. */
export function EventLog() {
  const { app, billing } = useWords();
  const words = billing.sync;
  const [state, setState] = useState<EventRow['state'] | 'any'>('any');
  const [type, setType] = useState('');
  const [objectId, setObjectId] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const filter: EventFilter = {
    ...(state === 'any' ? {} : { state }),
    ...(type.trim() === '' ? {} : { type: type.trim() }),
    ...(objectId.trim() === '' ? {} : { objectId: objectId.trim() }),
  };
  const query = useEvents(filter);
  const events = query.data?.pages.flatMap((page) => page.events) ?? [];
  const isFiltered = Object.keys(filter).length > 0;
  const listState = listStateOf(query, events.length);
  return (
    <section className="mt-8 flex flex-col gap-4">
      <header>
        <h3 className="text-title font-semibold">{words.log}</h3>
        <p className="mt-1 text-ink-muted">{words.logDescription}</p>
      </header>
      <div className="grid gap-3 medium:grid-cols-3">
        <Field label={words.state}>
          {(wiring) => (
            <Select
              {...wiring}
              value={state}
              onValueChange={setState}
              options={[
                { value: 'any', label: words.anyState },
                ...STATES.map((value) => ({ value, label: words.states[value] })),
              ]}
            />
          )}
        </Field>
        <Field label={words.type}>
          {(wiring) => (
            <Input
              {...wiring}
              placeholder={words.typeExample}
              maxLength={100}
              value={type}
              onChange={({ target }) => setType(target.value)}
            />
          )}
        </Field>
        <Field label={words.object}>
          {(wiring) => (
            <Input
              {...wiring}
              placeholder={words.objectExample}
              maxLength={255}
              value={objectId}
              onChange={({ target }) => setObjectId(target.value)}
            />
          )}
        </Field>
      </div>
      <ListStates
        state={listState}
        loading={
          <Rows>
            <SkeletonList label={app.loading} rows={4} rowHeight={52} avatar={false} />
          </Rows>
        }
        empty={
          <EmptyState
            icon={Activity}
            title={isFiltered ? words.logNone : words.logEmpty}
            {...(isFiltered ? {} : { description: words.logEmptyHelp })}
          />
        }
        error={<QueryError title={words.loadFailed} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        <Rows>
          {events.map((event) => (
            <Row
              key={event.id}
              label={<code className="font-mono">{event.type}</code>}
              help={
                <>
                  <RelativeTime at={event.receivedAt} /> · {words.via[event.via]}
                  {event.objectId !== null && (
                    <>
                      {' · '}
                      <code className="font-mono wrap-anywhere">{event.objectId}</code>
                    </>
                  )}
                </>
              }
            >
              <Badge tone={TONES[event.state]}>{words.states[event.state]}</Badge>
              <Button aria-label={words.open(event.type)} onClick={() => setOpen(event.id)}>
                {words.show}
              </Button>
            </Row>
          ))}
        </Rows>
        {query.hasNextPage && (
          <Button className="mt-3" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        )}
      </ListStates>
      {open !== null && <EventDialog id={open} onClose={() => setOpen(null)} />}
    </section>
  );
}
