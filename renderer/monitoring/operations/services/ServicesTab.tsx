import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleX, Radio } from 'lucide-react';
import type { OutputOf } from '#shared/contract.ts';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useClient } from '#renderer/app/context.ts';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { Badge, type Tone } from '#renderer/ui/Badge.tsx';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { Page } from '#renderer/monitoring/operations/parts/Page.tsx';
import { formatMilliseconds } from '#renderer/monitoring/formatMilliseconds.ts';

const EVERY_MS = 5_000;
const SERVICES = ['monitoring.services'];

type Service = OutputOf<'monitoring.services'>['services'][number];

const TONES: Readonly<Record<Service['state'], Tone>> = {
  off: 'neutral',
  unknown: 'neutral',
  ok: 'success',
  failing: 'danger',
};

/** How the services outside answer, and a test of each. */
export function ServicesTab() {
  const { app, monitoring } = useWords();
  const words = monitoring.operations.services;
  const client = useClient();
  const query = useQuery({
    queryKey: SERVICES,
    queryFn: () => client.call('monitoring.services', {}),
    refetchInterval: EVERY_MS,
  });
  return (
    <Page label={monitoring.operations.tabs.services}>
      <ListStates
        state={listStateOf(query, 1)}
        loading={<SkeletonList label={app.loading} rows={4} rowHeight={60} avatar={false} />}
        empty={null}
        error={<QueryError title={words.loadFailed} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        {query.data?.services.map((service) => (
          <ServiceFacts key={service.service} {...service} />
        ))}
      </ListStates>
    </Page>
  );
}

function ServiceFacts({ service, state, calls, failures, medianMs, slowestMs, lastAnswerAt, lastFailure }: Service) {
  const all = useWords();
  const words = all.monitoring.operations.services;
  const client = useClient();
  const queries = useQueryClient();
  const { locale } = useUiEnvironment();
  const number = new Intl.NumberFormat(locale);
  const test = useMutation({
    mutationFn: () => client.call('monitoring.testService', { service }),
    onSettled: () => queries.invalidateQueries({ queryKey: SERVICES }),
  });
  const failure = test.data?.failure ?? (test.error === null ? null : wordsForError(test.error, all).message);
  return (
    <section aria-label={words.names[service]} className="flex flex-col gap-3">
      <header className="flex items-center gap-3">
        <h2 className="text-title font-semibold">{words.names[service]}</h2>
        <Badge tone={TONES[state]}>{words.states[state]}</Badge>
        <Button
          icon={Radio}
          className="ms-auto"
          busy={test.isPending}
          disabled={state === 'off'}
          onClick={() => test.mutate()}
        >
          {words.testNow}
        </Button>
      </header>
      {!test.isPending && test.data?.isOk === true && (
        <Banner tone="success" live icon={CircleCheck} className="rounded-small">
          {words.testPassed(formatMilliseconds(test.data.tookMs, locale))}
        </Banner>
      )}
      {!test.isPending && failure !== null && (
        <Banner tone="danger" live icon={CircleX} className="rounded-small">
          {words.testFailed} {failure}
        </Banner>
      )}
      <Rows>
        <Row
          label={words.lastFailure}
          help={
            lastFailure === null ? (
              words.noFailure
            ) : (
              <>
                <RelativeTime at={lastFailure.at} />
                {lastAnswerAt !== null && lastAnswerAt > lastFailure.at && <> · {words.answeredSince}</>}
              </>
            )
          }
        >
          {lastFailure !== null && <span className="max-w-140 text-danger-text">{lastFailure.message}</span>}
        </Row>
        <Row label={words.latency} help={words.latencyHelp}>
          <span className="text-ink-muted tabular-nums">
            {medianMs === null || slowestMs === null
              ? words.notCalled
              : words.times(formatMilliseconds(medianMs, locale), formatMilliseconds(slowestMs, locale))}
          </span>
        </Row>
        <Row label={words.calls} help={words.callsHelp}>
          <span className="text-ink-muted tabular-nums">
            {words.callCounts(number.format(calls), number.format(failures))}
          </span>
        </Row>
        <Row label={words.lastAnswer}>
          <span className="text-ink-muted">
            {lastAnswerAt === null ? words.notCalled : <RelativeTime at={lastAnswerAt} />}
          </span>
        </Row>
      </Rows>
    </section>
  );
}
