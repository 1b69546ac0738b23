import { Archive } from 'lucide-react';
import type { OutputOf } from '#shared/contract.ts';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { ExactTime } from '#renderer/ui/RelativeTime.tsx';
import { formatBytes } from './formatBytes.ts';

interface BackupHistoryProps {
  readonly backups: OutputOf<'monitoring.backups'>['backups'];
}

/** What became of the latest backups, newest first. */
export function BackupHistory({ backups }: BackupHistoryProps) {
  const words = useWords().monitoring.backups;
  const { locale } = useUiEnvironment();
  return (
    <>
      <h3 className="mt-8 mb-3 text-title font-semibold">{words.history}</h3>
      <Rows>
        {backups.length === 0 && (
          <EmptyState icon={Archive} title={words.historyEmpty} description={words.historyEmptyDescription} />
        )}
        {backups.map(({ id, startedAt, outcome, fileName, bytes, failure }) => (
          <Row
            key={id}
            label={<ExactTime at={startedAt} format={{ dateStyle: 'medium', timeStyle: 'short' }} />}
            help={<span className="wrap-anywhere">{failure ?? fileName}</span>}
          >
            {bytes !== null && (
              <span className="text-meta text-ink-muted tabular-nums">{formatBytes(bytes, locale)}</span>
            )}
            <Badge tone={outcome === 'whole' ? 'success' : 'danger'}>{words.outcomes[outcome]}</Badge>
          </Row>
        ))}
      </Rows>
    </>
  );
}
