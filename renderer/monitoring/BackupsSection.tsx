import { useState } from 'react';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { QueryError } from '#renderer/accounts/settings/QueryError.tsx';
import { Rows, SectionHead } from '#renderer/accounts/settings/SettingsPart.tsx';
import { StaleNote } from '#renderer/app/StaleNote.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { ListStates } from '#renderer/ui/ListStates.tsx';
import { SkeletonList } from '#renderer/ui/Skeleton.tsx';
import { BackupFacts } from './BackupFacts.tsx';
import { BackupHistory } from './BackupHistory.tsx';
import { BackupKeyDialog } from './BackupKeyDialog.tsx';
import { StorageFacts } from './StorageFacts.tsx';
import { useBackups } from './useBackups.ts';

/** For admins: whether the workspace would survive the loss of its disk. */
export function BackupsSection() {
  const { app, monitoring } = useWords();
  const words = monitoring.backups;
  const query = useBackups();
  const [isMakingKey, setIsMakingKey] = useState(false);
  return (
    <>
      <SectionHead title={words.title} description={words.description} />
      <ListStates
        state={listStateOf(query, 1)}
        loading={
          <Rows>
            <SkeletonList label={app.loading} rows={4} rowHeight={60} avatar={false} />
          </Rows>
        }
        empty={null}
        error={<QueryError title={words.loadFailed} query={query} />}
        staleNote={<StaleNote at={query.dataUpdatedAt} />}
      >
        {query.data !== undefined && (
          <>
            <BackupFacts state={query.data} onMakeKey={() => setIsMakingKey(true)} />
            <StorageFacts />
            <BackupHistory backups={query.data.backups} />
          </>
        )}
      </ListStates>
      {isMakingKey && (
        <BackupKeyDialog replaces={(query.data?.recipient ?? null) !== null} onClose={() => setIsMakingKey(false)} />
      )}
    </>
  );
}
