import { useState } from 'react';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useTypedLater } from '#renderer/billing/payments/hooks/useTypedLater.ts';
import { Badge, type Tone } from '#renderer/ui/Badge.tsx';
import { Banner } from '#renderer/ui/Banner.tsx';
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
import { useOpenEvent } from './useOpenEvent.ts';
import { useEvents, useSync, useSyncActions, type EventFilter } from './useSync.ts';

const STATES = ['waiting', 'processed', 'kept', 'dead'] as const;
const TONES: Readonly<Record<EventRow['state'], Tone>> = {
  waiting: 'info',
  processed: 'success',
  kept: 'neutral',
  dead: 'danger',
};

const NOTHING_TYPED = { type: '', objectId: '' };

/** What Stripe told, newest first, and what became of it. */
export function EventLog() {
  const { app, billing } = useWords();
  const words = billing.sync;
  const [state, setState] = useState<EventRow['state'] | 'any'>('any');
  const [typed, setTyped] = useState(NOTHING_TYPED);
  // What is asked for: what was typed once the typing paused.
  const [asked, setAsked] = useState(NOTHING_TYPED);
  const askLater = useTypedLater(setAsked);
  const [open, setOpen] = useOpenEvent();
  const filter: EventFilter = {
    ...(state === 'any' ? {} : { state }),
    ...(asked.type.trim() === '' ? {} : { type: asked.type.trim() }),
    ...(asked.objectId.trim() === '' ? {} : { objectId: asked.objectId.trim() }),
  };
  function type(change: Partial<typeof NOTHING_TYPED>): void {
    const next = { ...typed, ...change };
    setTyped(next);
    askLater(next);
  }
  function clear(): void {
    setState('any');
    setTyped(NOTHING_TYPED);
    askLater(NOTHING_TYPED);
    setAsked(NOTHING_TYPED);
  }
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
      <DeadEvents onShow={() => setState('dead')} isShown={state === 'dead'} />
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
              value={typed.type}
              onChange={({ target }) => type({ type: target.value })}
            />
          )}
        </Field>
        <Field label={words.object}>
          {(wiring) => (
            <Input
              {...wiring}
              placeholder={words.objectExample}
              maxLength={255}
              value={typed.objectId}
              onChange={({ target }) => type({ objectId: target.value })}
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
          isFiltered ? (
            <EmptyState
              icon={Activity}
              title={words.logNone}
              action={<Button onClick={clear}>{words.logClear}</Button>}
            />
          ) : (
            <EmptyState icon={Activity} title={words.logEmpty} description={words.logEmptyHelp} />
          )
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
                  {event.lastError !== null && (
                    <span className="block text-danger-text wrap-anywhere select-text">{event.lastError}</span>
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

/** Events that were given up, with the way to see them and to try them all again. */
function DeadEvents({ onShow, isShown }: { readonly onShow: () => void; readonly isShown: boolean }) {
  const words = useWords().billing.sync;
  const count = useSync().data?.deadEvents ?? 0;
  const { retry } = useSyncActions();
  if (count === 0) return null;
  return (
    <Banner
      tone="danger"
      className="rounded-small"
      action={
        <>
          {!isShown && <Button onClick={onShow}>{words.logDeadShow}</Button>}
          <Button busy={retry.isPending} onClick={() => retry.mutate()}>
            {words.retry}
          </Button>
        </>
      }
    >
      {words.logDead(count)}
    </Banner>
  );
}
