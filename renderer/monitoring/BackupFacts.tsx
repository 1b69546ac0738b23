import type { OutputOf } from '#shared/contract.ts';
import { Row, Rows } from '#renderer/accounts/settings/SettingsPart.tsx';
import { useWords } from '#renderer/app/words/useWords.ts';
import { Banner } from '#renderer/ui/Banner.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { Progress } from '#renderer/ui/Progress.tsx';
import { ExactTime, RelativeTime } from '#renderer/ui/RelativeTime.tsx';
import { formatBytes } from './formatBytes.ts';
import { useBackupActions } from './useBackups.ts';

type State = OutputOf<'monitoring.backups'>;

interface BackupFactsProps {
  readonly state: State;
  readonly onMakeKey: () => void;
}

/** How things stand: the last, the next, the place and the key. */
export function BackupFacts({ state, onMakeKey }: BackupFactsProps) {
  const words = useWords().monitoring.backups;
  const { locale } = useUiEnvironment();
  const { backUpNow } = useBackupActions();
  const { backups, lastWholeAt, recipient, keyMadeAt, nextAt, underWay, isUnencrypted, isOverdue, directory, keep } =
    state;
  // Not in the list when only failures came since; then its size is not known here.
  const bytes = backups.find(({ outcome }) => outcome === 'whole')?.bytes ?? null;
  const lacksKey = recipient === null && !isUnencrypted;
  return (
    <>
      <div className="mb-3 flex flex-col gap-2 empty:hidden">
        {isOverdue && (
          <Banner tone="danger" className="rounded-small">
            {words.overdue}
          </Banner>
        )}
        {lacksKey && (
          <Banner tone="warning" className="rounded-small">
            {words.noKeyWarning}
          </Banner>
        )}
        {isUnencrypted && (
          <Banner tone="warning" className="rounded-small">
            {words.unencryptedWarning}
          </Banner>
        )}
      </div>
      <Rows>
        <Row
          label={words.last}
          help={
            lastWholeAt === null ? (
              words.none
            ) : (
              <>
                <RelativeTime at={lastWholeAt} />
                {bytes !== null && <> · {formatBytes(bytes, locale)}</>}
              </>
            )
          }
        >
          <Button
            variant="primary"
            busy={backUpNow.isPending || underWay !== null}
            disabled={lacksKey}
            onClick={() => backUpNow.mutate()}
          >
            {words.now}
          </Button>
        </Row>
        {underWay !== null && <UnderWay {...underWay} />}
        <Row
          label={words.next}
          help={
            nextAt === null ? (
              words.nextNone
            ) : (
              <ExactTime at={nextAt} format={{ dateStyle: 'medium', timeStyle: 'short' }} />
            )
          }
        />
        <Row label={words.place} help={words.kept(keep.daily, keep.weekly)}>
          <code className="font-mono text-meta wrap-anywhere text-ink-muted select-text">{directory}</code>
        </Row>
        <Row
          label={words.key}
          help={
            recipient === null ? (
              words.keyNone
            ) : (
              <>
                {words.keySince} {keyMadeAt !== null && <RelativeTime at={keyMadeAt} />}
                <code className="block font-mono wrap-anywhere text-ink-muted select-text">{recipient}</code>
              </>
            )
          }
        >
          <Button variant={lacksKey ? 'primary' : 'secondary'} onClick={onMakeKey}>
            {recipient === null ? words.makeKey : words.makeNewKey}
          </Button>
        </Row>
      </Rows>
    </>
  );
}

function UnderWay({ step, done, total }: NonNullable<State['underWay']>) {
  const words = useWords().monitoring.backups;
  const { locale } = useUiEnvironment();
  const share = total === 0 ? null : Math.min(1, done / total);
  const percent = share === null ? null : new Intl.NumberFormat(locale, { style: 'percent' }).format(share);
  return (
    <Row label={words.underWay} help={words.steps[step]}>
      <Progress
        label={words.underWay}
        value={share === null ? null : share * 100}
        {...(percent === null ? {} : { valueText: words.percent(percent) })}
        className="w-40"
      />
    </Row>
  );
}
