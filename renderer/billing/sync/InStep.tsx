import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import type { OutputOf } from '#shared/contract.ts';
import { BackfillRow } from './BackfillRow.tsx';
import { ComparisonRow } from './ComparisonRow.tsx';
import { useSync, useSyncActions } from './useSync.ts';

type Sync = OutputOf<'billing.sync'>;

/** How fresh the copy is, and what can be done where it is not. */
export function InStep() {
  const words = useWords().billing.sync;
  const query = useSync();
  const sync = query.data;
  return (
    <section className="mt-8 flex flex-col gap-4">
      <h3 className="text-title font-semibold">{words.title}</h3>
      {sync === undefined && query.isError && <QueryError title={words.loadFailed} query={query} />}
      {sync !== undefined && (
        <>
          {sync.offlineSince !== null && (
            <Banner tone="warning" live className="rounded-small">
              {words.offline}
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
            <ComparisonRow />
          </Rows>
          <Notices notices={sync.notices} />
        </>
      )}
    </section>
  );
}

function Told({ label, at }: { readonly label: string; readonly at: number | null }) {
  const words = useWords().billing.sync;
  return <Row label={label}>{at === null ? words.never : <RelativeTime at={at} />}</Row>;
}

function Waiting({ sync }: { readonly sync: Sync }) {
  const words = useWords().billing.sync;
  const { locale } = useUiEnvironment();
  const { retry } = useSyncActions();
  const { format } = new Intl.NumberFormat(locale);
  const isDead = sync.deadEvents > 0 || sync.deadFetches > 0;
  return (
    <>
      <Row label={words.waiting}>{words.waitingHelp(format(sync.waitingEvents), format(sync.waitingFetches))}</Row>
      {isDead && (
        <Row label={words.dead} help={words.deadHelp(format(sync.deadEvents), format(sync.deadFetches))}>
          <Button busy={retry.isPending} onClick={() => retry.mutate()}>
            {words.retry}
          </Button>
        </Row>
      )}
    </>
  );
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
