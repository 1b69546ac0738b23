import { BadgeCheck } from 'lucide-react';
import { useState } from 'react';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useVerification } from '#renderer/audit/hooks/useVerification.ts';
import { VerifyStrip } from '#renderer/audit/parts/VerifyStrip.tsx';
import { BackupFacts } from '#renderer/monitoring/BackupFacts.tsx';
import { BackupKeyDialog } from '#renderer/monitoring/BackupKeyDialog.tsx';
import { StorageFacts } from '#renderer/monitoring/StorageFacts.tsx';
import { useBackups } from '#renderer/monitoring/useBackups.ts';
import { Page } from '#renderer/monitoring/operations/parts/Page.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { SlowestOperations } from './SlowestOperations.tsx';

/** How large the database is, what takes long in it, and whether it would survive: backups and the journal. */
export function DatabaseTab() {
  const { app, monitoring } = useWords();
  const words = monitoring.operations.database;
  const backups = useBackups();
  const [isMakingKey, setIsMakingKey] = useState(false);
  return (
    <Page label={monitoring.operations.tabs.database}>
      <StorageFacts isFirst />
      <section aria-label={monitoring.backups.title}>
        <h2 className="mb-3 text-title font-semibold">{monitoring.backups.title}</h2>
        <ListStates
          state={listStateOf(backups, 1)}
          loading={
            <Rows>
              <SkeletonList label={app.loading} rows={4} rowHeight={60} avatar={false} />
            </Rows>
          }
          empty={null}
          error={<QueryError title={monitoring.backups.loadFailed} query={backups} />}
          staleNote={<StaleNote at={backups.dataUpdatedAt} />}
        >
          {backups.data !== undefined && <BackupFacts state={backups.data} onMakeKey={() => setIsMakingKey(true)} />}
        </ListStates>
      </section>
      <Journal label={words.journal} action={words.verify} />
      <SlowestOperations />
      {isMakingKey && (
        <BackupKeyDialog replaces={(backups.data?.recipient ?? null) !== null} onClose={() => setIsMakingKey(false)} />
      )}
    </Page>
  );
}

function Journal({ label, action }: { readonly label: string; readonly action: string }) {
  const { query, start } = useVerification();
  const isUnderWay = (query.data?.underWay ?? null) !== null;
  return (
    <section aria-label={label}>
      <header className="mb-3 flex items-center gap-3">
        <h2 className="text-title font-semibold">{label}</h2>
        <Button
          icon={BadgeCheck}
          className="ms-auto"
          busy={start.isPending || isUnderWay}
          onClick={() => start.mutate()}
        >
          {action}
        </Button>
      </header>
      <div className="overflow-hidden rounded-medium border border-line bg-raised *:border-b-0">
        <VerifyStrip query={query} />
      </div>
    </section>
  );
}
