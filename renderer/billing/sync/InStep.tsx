import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { BackfillRow } from './BackfillRow.tsx';
import { GivenUp } from './GivenUp.tsx';
import { useSync } from './useSync.ts';

type Sync = OutputOf<'billing.sync'>;

/** How fresh the copy is, and what can be done where it is not. */
export function InStep() {
  const { app, billing } = useWords();
  const words = billing.sync;
  const query = useSync();
  const sync = query.data;
  return (
    <section aria-label={words.title} className="mt-8 flex flex-col gap-4">
      <h3 className="text-title font-semibold">{words.title}</h3>
      <ListStates
        state={listStateOf(query, 1)}
        loading={
          <Rows>
            <SkeletonList label={app.loading} rows={5} rowHeight={52} avatar={false} />
          </Rows>
        }
        empty={null}
        error={<QueryError title={words.loadFailed} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        {sync !== undefined && <Facts sync={sync} />}
      </ListStates>
    </section>
  );
}

function Facts({ sync }: { readonly sync: Sync }) {
  const words = useWords().billing.sync;
  return (
    <>
      {sync.offlineSince !== null && (
        <Banner tone="warning" live className="rounded-small">
          {words.offline} {words.offlineSince} <RelativeTime at={sync.offlineSince} />.
        </Banner>
      )}
      <Rows>
        <Row label={words.upToDate} {...(sync.upToDateAt === null ? { help: words.notYetHelp } : {})}>
          {sync.upToDateAt === null ? words.notYet : <RelativeTime at={sync.upToDateAt} />}
        </Row>
        {sync.backfill !== null && <BackfillRow backfill={sync.backfill} />}
        <Told label={words.lastWebhook} at={sync.lastWebhookAt} />
        <Told label={words.lastPoll} at={sync.lastPollAt} />
        <Waiting sync={sync} />
        <GivenUp sync={sync} />
      </Rows>
      <Notices notices={sync.notices} />
    </>
  );
}

function Told({ label, at }: { readonly label: string; readonly at: number | null }) {
  const words = useWords().billing.sync;
  return <Row label={label}>{at === null ? words.never : <RelativeTime at={at} />}</Row>;
}

function Waiting({ sync }: { readonly sync: Sync }) {
  const words = useWords().billing.sync;
  return <Row label={words.waiting}>{words.waitingHelp(sync.waitingEvents, sync.waitingFetches)}</Row>;
}

function Notices({ notices }: { readonly notices: Sync['notices'] }) {
  const words = useWords().billing.sync;
  if (notices.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <h4 className="font-medium">{words.notices}</h4>
      <p className="text-meta text-ink-faint">{words.noticesHelp}</p>
      <ul className="flex flex-col gap-1">
        {notices.map(({ kind, path, problem, count, sampleId }) => (
          <li key={`${kind} ${path} ${problem}`}>
            <code className="font-mono text-meta">{`${kind}.${path}`}</code> {words.notice[problem]} ({count},{' '}
            <code className="font-mono text-meta">{sampleId}</code>)
          </li>
        ))}
      </ul>
    </div>
  );
}
